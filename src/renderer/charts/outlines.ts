import { ellipsePoints, gaussianEllipse } from '../../shared/geometry/ellipse.ts';
import { presenceOf } from '../../shared/geometry/presence.ts';
import { meanEllipse } from '../../shared/geometry/student.ts';
import type { Clusters } from '../../shared/model/merging.ts';
import type { GaussianMixture } from '../../shared/model/mixture.ts';

/** A component as the two axes see it. */
export interface Outline {
  readonly component: number;
  /** Its place in the palette and the number printed, where components are combined into clusters; its own otherwise. */
  readonly paint?: number;
  readonly number?: number;
  /** The name that its cluster was given. */
  readonly name?: string;
  readonly mean: readonly [number, number];
  /** Closed polygon, empty where the covariance of the two columns is not positive definite. */
  readonly points: readonly (readonly [number, number])[];
  /** How strongly it is drawn, below 1 where a Bayesian mixture lets it go. */
  readonly presence?: number;
  /** Of a Bayesian mixture: the ellipse that holds 95 % of the posterior of its mean. */
  readonly credible?: readonly (readonly [number, number])[];
}

/** The share of a mean's posterior that its credible ellipse holds. */
export const credibleContent = 0.95;

/** Each component's ellipse in the plane of two of the mixture's columns (indices), at a probability content. */
export function outlines(
  mixture: GaussianMixture,
  x: number,
  y: number,
  content: number,
  clusters: Clusters | null = null,
): readonly Outline[] {
  const presence = presenceOf(mixture);
  return mixture.means.map((mean, component) => {
    const covariance = mixture.covariances[component]!;
    const centre = [mean[x]!, mean[y]!] as const;
    const form = { xx: covariance[x]![x]!, xy: covariance[x]![y]!, yy: covariance[y]![y]! };
    const ellipse = gaussianEllipse(centre, form, content);
    const own = clusters?.paint[component];
    const as =
      clusters && own !== undefined
        ? { paint: own, number: clusters.numbers[component]!, name: clusters.names[component] ?? '' }
        : {};
    const bayesian = mixture.variational ? { presence: presence[component]!, ...credibleOf(mixture, component, [x, y]) } : {};
    return { component, ...as, ...bayesian, mean: centre, points: ellipse ? ellipsePoints(ellipse) : [] };
  });
}

function credibleOf(mixture: GaussianMixture, component: number, axes: readonly [number, number]) {
  const ellipse = meanEllipse(mixture, component, axes, credibleContent);
  return ellipse ? { credible: ellipsePoints(ellipse) } : {};
}

/** Whether a component is drawn as one that is there. */
export const present = ({ presence }: Outline): boolean => (presence ?? 1) > 0.5;
