import type { Project } from '../../shared/model/project.ts';
import type { Context } from './context.ts';
import { noProject } from './session.ts';

export function readProject(context: Context): Project {
  return context.desk.session?.project() ?? noProject;
}

export function tellProject(context: Context): Project {
  const project = readProject(context);
  context.emit({ name: 'project', value: project });
  return project;
}
