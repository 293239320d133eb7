import { beforeAll, describe, expect, it } from 'vitest';
import { adoptedView, emptyProject, sameData } from '../../../src/renderer/state/adopt.ts';
import type { Project } from '../../../src/shared/model/project.ts';
import { fakeClient } from '../fake-client.ts';

let project: Project;
beforeAll(async () => {
  const client = fakeClient('two', 'a,b,c\n1,2,x\n3,4,y\n5,1,x');
  const read = new Promise<Project>((settle) => client.subscribe((event) => event.name === 'project' && settle(event.value)));
  await client.call('dataset.read', { source: { kind: 'sample', sample: 'two' }, options: {} });
  project = await read;
});

describe('the view of a project', () => {
  it('is taken as it was left', () => {
    const left = { ...project.view, view: 'mixture' as const, chosen: ['b'], x: 'b', y: 'a', ellipse: 0.95 };
    expect(adoptedView({ ...project, view: left })).toEqual(left);
  });

  it('lets go of columns that no longer exist or are no numbers', () => {
    const view = adoptedView({ ...project, view: { ...project.view, chosen: ['b', 'c', 'gone'], x: 'gone', y: 'a' } });
    expect(view.chosen).toEqual(['b']);
    expect([view.x, view.y]).toEqual([null, 'a']);
  });

  it('ticks every numeric column when none is left', () => {
    expect(adoptedView({ ...project, view: { ...project.view, chosen: ['gone'] } }).chosen).toEqual(['a', 'b']);
  });

  it('goes to the data where there are some, and to Welcome where not', () => {
    expect(adoptedView({ ...project, view: { ...project.view, view: 'welcome' } }).view).toBe('data');
    expect(adoptedView({ ...emptyProject, view: { ...emptyProject.view, view: 'mixture' } }).view).toBe('welcome');
  });
});

describe('two states of a project', () => {
  it('are of the same data when only fits, view or notices differ', () => {
    expect(sameData(project, { ...project, fits: [], notices: ['x'] })).toBe(true);
  });

  it('are not when the table was read again, or the file is another', () => {
    expect(sameData(project, { ...project, dataset: { ...project.dataset!, id: 2 } })).toBe(false);
    expect(sameData(project, { ...project, path: '/elsewhere.lens' })).toBe(false);
    expect(sameData(project, emptyProject)).toBe(false);
  });
});
