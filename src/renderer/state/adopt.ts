import { isNumeric } from '../../shared/model/column.ts';
import type { Dataset } from '../../shared/model/dataset.ts';
import { type Project, ViewState } from '../../shared/model/project.ts';

export const emptyProject: Project = {
  path: null,
  name: '',
  dataset: null,
  fits: [],
  view: ViewState.parse({}),
  notices: [],
};

/** Is this the same data set of the same project, only in a later state? */
export const sameData = (a: Project, b: Project): boolean =>
  a.path === b.path && a.dataset?.id === b.dataset?.id && a.dataset?.source.hash === b.dataset?.source.hash;

const names = (dataset: Dataset, numeric: boolean): string[] =>
  dataset.columns.filter((one) => !numeric || isNumeric(one.type)).map((one) => one.name);

/** The view that a project was left in, held against the columns that there are: what no longer exists is let go. */
export function adoptedView(project: Project): ViewState {
  const { dataset, view } = project;
  if (!dataset) return { ...view, view: 'welcome', chosen: [], x: null, y: null, shown: null };
  const numeric = names(dataset, true);
  const kept = view.chosen.filter((name) => numeric.includes(name));
  const known = (name: string | null) => (name !== null && numeric.includes(name) ? name : null);
  return {
    ...view,
    view: view.view === 'welcome' ? 'data' : view.view,
    chosen: kept.length > 0 ? kept : numeric,
    x: known(view.x),
    y: known(view.y),
  };
}
