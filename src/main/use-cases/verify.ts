import type { Context } from './context.ts';
import { prepared, rowResults } from './prepared.ts';
import type { Session } from './session.ts';

/** How many of the newest fits are looked at on opening. */
const newest = 3;

/**
 * Computes the log-likelihood of each fit's best candidate (of a Bayesian mixture: at its expected parameters) afresh and holds it against the stored one (1e-8 relative).
 * Says in a notice what does not agree. Answers whether it said anything; silent when the project was closed meanwhile.
 */
export async function verifyFits(context: Context, session: Session): Promise<boolean> {
  let said = false;
  for (const fit of session.file.fits().slice(-newest)) {
    const best = fit.best === null ? undefined : fit.candidates[fit.best];
    if (!best || best.logLikelihood === null) continue;
    try {
      const detail = session.file.readDetail({ fit: fit.id, k: best.k, family: best.family });
      if (!detail?.mixture) continue;
      const { used, rows } = await prepared(context, session, fit.options, 'none');
      const { logDensity } = await rowResults(context, session, fit.options, { ...detail.mixture, variational: null });
      let sum = 0;
      used.forEach((row, i) => {
        sum += (rows.weights?.[i] ?? 1) * logDensity[row];
      });
      if (Math.abs(sum - best.logLikelihood) <= 1e-8 * Math.max(1, Math.abs(best.logLikelihood))) continue;
      session.notice(
        `Fit ${fit.id}, K = ${best.k}, ${best.family}: the stored log-likelihood is ${best.logLikelihood}, but the data give ${sum}. Do not trust this fit; run it again.`,
      );
      said = true;
    } catch (thrown) {
      if (context.desk.session !== session) return false;
      session.notice(
        `Fit ${fit.id} could not be checked against the data: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
      );
      said = true;
    }
  }
  return said && context.desk.session === session;
}
