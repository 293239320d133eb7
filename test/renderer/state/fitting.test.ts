import { describe, expect, it } from 'vitest';
import { Fitting } from '../../../src/renderer/state/fitting.svelte.ts';
import { type Project, ViewState } from '../../../src/shared/model/project.ts';
import { answering, attempt, breathe } from './answers.ts';

function setUp(from: ViewState['view']) {
  const { client, of, asked } = answering();
  const view = ViewState.parse({ view: from });
  const project: Project = { path: 'a.lens', name: 'a', dataset: null, fits: [], view, notices: [] };
  const lens = {
    ...{ client, view, project, attempt, shownCandidate: null },
    notices: { closeErrors: () => {} },
    player: { run: null, show: () => {} },
    flushRows: async () => {},
  };
  return { of, asked, view, fitting: new Fitting(lens) };
}
const options = { columns: ['a'], ks: [1], families: ['VVV' as const] };

describe('a fit', () => {
  it('is begun once, however often it is asked for until it runs', async () => {
    const { of, asked, view, fitting } = setUp('data');
    const begun = fitting.start(options);
    expect(fitting.starting).toBe(true);
    await fitting.start(options);
    await breathe();
    expect(asked).toHaveLength(1);
    of('fit.start').answer({ job: 1, fit: 1 });
    await begun;
    expect(fitting.starting).toBe(false);
    expect(view.view).toBe('mixture');
  });

  it('leaves in their place those who look at distributions, and those who went elsewhere meanwhile', async () => {
    for (const [from, to] of [
      ['distributions', 'distributions'],
      ['data', 'rows'],
      ['distributions', 'export'],
    ] as const) {
      const { of, view, fitting } = setUp(from);
      const begun = fitting.start(options);
      await breathe();
      view.view = to;
      of('fit.start').answer({ job: 1, fit: 1 });
      await begun;
      expect(view.view).toBe(to);
    }
  });

  it('that was refused can be asked for again, and one of a project that is gone changes nothing in the next', async () => {
    const { of, view, fitting } = setUp('data');
    const refused = fitting.start(options);
    await breathe();
    of('fit.start').refuse(new Error('no'));
    await refused;
    expect(fitting.starting).toBe(false);
    const begun = fitting.start(options);
    await breathe();
    fitting.forget();
    expect(fitting.starting).toBe(false);
    of('fit.start').answer({ job: 1, fit: 1 });
    await begun;
    expect(view.view).toBe('data');
  });
});
