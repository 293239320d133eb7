import { describe, expect, it } from 'vitest';
import { type Bridge, bridgeClient } from '../../../src/renderer/client/bridge.ts';
import { LensError } from '../../../src/shared/errors.ts';

const bridge = (change: Partial<Bridge>): Bridge => ({
  call: async () => ({ ok: true, value: null }),
  subscribe: () => () => {},
  pathForFile: () => '',
  chooseOpen: async () => null,
  chooseSave: async () => null,
  onCommand: () => () => {},
  platform: 'linux',
  ...change,
});

describe('the client over IPC', () => {
  it('rejects with the error that the application answered, with code, message and hint', async () => {
    const error = { code: 'input', message: 'line 3, column b', hint: 'mend it' } as const;
    const client = bridgeClient(bridge({ call: async () => ({ ok: false, error }) }));
    const thrown = await client.call('project.read', {}).catch((one) => one);
    expect(thrown).toBeInstanceOf(LensError);
    expect(thrown).toMatchObject(error);
  });

  it('reads a dropped file where it lies', async () => {
    const client = bridgeClient(bridge({ pathForFile: (file) => `/home/${file.name}` }));
    expect(await client.upload(new File(['a'], 'a.csv'))).toEqual({ kind: 'path', path: '/home/a.csv' });
  });

  it('refuses what lies nowhere on this machine', async () => {
    await expect(bridgeClient(bridge({})).upload(new File(['a'], 'a.csv'))).rejects.toMatchObject({ code: 'input' });
  });

  it('tells a dialog that was closed from a choice', async () => {
    expect(await bridgeClient(bridge({})).chooseSave('labels.csv')).toBeNull();
    const chosen = bridgeClient(bridge({ chooseSave: async (name) => `/home/${name}` }));
    expect(await chosen.chooseSave('labels.csv')).toEqual({ kind: 'path', path: '/home/labels.csv' });
  });
});
