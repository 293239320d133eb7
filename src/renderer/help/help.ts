import { clusterHelp } from './clusters.ts';
import { criteriaHelp } from './criteria.ts';
import { doubtHelp } from './doubt.ts';
import { exportHelp } from './exports.ts';
import { fitHelp } from './fit.ts';
import { latentHelp } from './latent.ts';
import { playerHelp } from './player.ts';
import { rowHelp } from './rows.ts';
import { scoreboardHelp } from './scoreboard.ts';
import { variationalHelp } from './variational.ts';

/** Every entry by its id. A control asks for one with <HelpPoint id="…" />. */
export const help = {
  ...fitHelp,
  ...criteriaHelp,
  ...playerHelp,
  ...doubtHelp,
  ...rowHelp,
  ...clusterHelp,
  ...exportHelp,
  ...latentHelp,
  ...scoreboardHelp,
  ...variationalHelp,
};
export type HelpId = keyof typeof help;
