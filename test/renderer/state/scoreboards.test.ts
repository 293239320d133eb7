import { describe, expect, it } from 'vitest';
import { Scoreboards } from '../../../src/renderer/state/scoreboards.svelte.ts';
import { ViewState } from '../../../src/shared/model/project.ts';
import type { Scoreboard } from '../../../src/shared/model/scoreboard.ts';
import { answering, attempt, breathe } from './answers.ts';

describe('what a comparison says of the rows', () => {
  it('is of as many models as were finished last, whichever answer comes last', async () => {
    const { client, of } = answering();
    const boards = new Scoreboards({ client, view: ViewState.parse({}), attempt, flush: async () => {} });
    const board = (models: number) =>
      ({ id: 1, status: 'running', scores: Array.from({ length: models }) }) as unknown as Scoreboard;
    boards.hear(board(1));
    void boards.loadRows(board(1));
    void boards.loadRows(board(2));
    const [first, second] = [of('scoreboard.rows'), of('scoreboard.rows')];
    second.answer('of two');
    await breathe();
    first.answer('of one');
    await breathe();
    expect(boards.rows).toEqual({ scoreboard: 1, models: 2, value: 'of two' });
  });
});
