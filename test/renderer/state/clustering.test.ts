import { describe, expect, it } from 'vitest';
import { Clustering } from '../../../src/renderer/state/clustering.svelte.ts';
import type { CandidateKey } from '../../../src/shared/contract.ts';
import { appearanceOf, plainAppearance, withAppearance } from '../../../src/shared/model/appearance.ts';
import { type Project, ViewState } from '../../../src/shared/model/project.ts';
import { answering, breathe } from './answers.ts';

const key = (k: number): CandidateKey => ({ fit: 1, k, family: 'VVV' });

function setUp() {
  const { client, of } = answering();
  const view = ViewState.parse({});
  const project: Project = { path: 'a.lens', name: 'a', dataset: null, fits: [], view, notices: [] };
  const lens = { client, view, project, shownCandidate: null, detail: null, rowResults: null, trial: { detail: null } };
  return { of, lens, view, clustering: new Clustering(lens as ConstructorParameters<typeof Clustering>[0]) };
}
const named = (names: string[]) => ({ ...plainAppearance(key(names.length)), names });

describe('how components look', () => {
  it('stays as a person named them while their colours are being matched', async () => {
    const { of, view, clustering } = setUp();
    await clustering.dress(key(3));
    const dressing = clustering.dress(key(2));
    view.appearances = withAppearance(view.appearances, named(['first', '']));
    of('fit.match').answer({ matches: [0, 1].map((component) => ({ component: component + 1, overlap: 1 })) });
    await dressing;
    expect(appearanceOf(view.appearances, key(2))?.names).toEqual(['first', '']);
  });

  it('is never written into another project that was opened meanwhile', async () => {
    const { of, lens, view, clustering } = setUp();
    await clustering.dress(key(3));
    const dressing = clustering.dress(key(2));
    lens.project = { ...lens.project, path: 'b.lens' };
    view.appearances = [];
    of('fit.match').answer({ matches: [0, 1].map((component) => ({ component: component + 1, overlap: 1 })) });
    await dressing;
    await breathe();
    expect(view.appearances).toEqual([]);
  });
});
