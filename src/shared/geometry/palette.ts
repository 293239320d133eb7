/** Colours of clusters. Okabe and Ito's set, told apart under every common colour blindness; black and yellow follow the theme. */
export type Theme = 'light' | 'dark';
/** Red, green, blue: 0…255. */
export type Rgb = readonly [number, number, number];
/** Lightness, green–red, blue–yellow. */
export type Lab = readonly [number, number, number];

const colours: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8f8200', '#4a4a4a'],
  dark: ['#2f93d6', '#e8742a', '#1bb58b', '#d98bb6', '#e69f00', '#7cc8f2', '#f0e442', '#c9ced6'],
};

/** Rows that no component claims: left out of the fit, or no fit yet. */
const plainColours: Readonly<Record<Theme, string>> = { light: '#5b6675', dark: '#97a3b4' };

/** Rows of the noise component: a grey without a hue, unlike any cluster's and unlike rows that were left out. */
const noiseColours: Readonly<Record<Theme, string>> = { light: '#8b8b8b', dark: '#858585' };

export const shapes = ['circle', 'square', 'triangle', 'diamond', 'cross', 'down', 'plus', 'bar'] as const;
/** An open ring, which no cluster has. */
export const noiseShape = 'ring' as const;
export type Shape = (typeof shapes)[number] | typeof noiseShape;

/** Colour of component k (from 0). After eight the colours come again, with another shape. */
export const clusterColour = (k: number, theme: Theme): string => colours[theme][k % 8]!;
/** The second code: colour and shape together are different for 64 components; the number printed at the mean for all. */
export const shapeIndex = (k: number): number => (k + Math.floor(k / 8)) % shapes.length;
export const clusterShape = (k: number): Shape => shapes[shapeIndex(k)]!;
export const noiseColour = (theme: Theme): string => noiseColours[theme];
export const plainColour = (theme: Theme): string => plainColours[theme];

/** The cluster's colour as text and thin lines need it: 4.5 : 1 against the surface. */
export function clusterInk(k: number, theme: Theme, surface: string): string {
  const lab = toLab(parse(clusterColour(k, theme)));
  const back = parse(surface);
  for (let step = 0; step <= 20; step++) {
    const end = theme === 'light' ? 0 : 1;
    const t = step / 20;
    const rgb = fromLab([lab[0] * (1 - t) + end * t, lab[1] * (1 - t), lab[2] * (1 - t)]);
    if (contrast(rgb, back) >= 4.5) return format(rgb);
  }
  return theme === 'light' ? '#000000' : '#ffffff';
}

export const parse = (hex: string): Rgb => {
  const value = Number.parseInt(hex.slice(1, 7), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
};

export const format = ([r, g, b]: Rgb): string =>
  `#${[r, g, b].map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;

export const withAlpha = (hex: string, alpha: number): string => {
  const [r, g, b] = parse(hex);
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
};

const linear = (channel: number): number => {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
};
const gamma = (c: number): number => {
  const v = c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055;
  return Math.min(255, Math.max(0, v * 255));
};

/** sRGB to OKLab (Björn Ottosson, 2020): equal steps look equal, so that half and half looks like half and half. */
export function toLab(rgb: Rgb): Lab {
  const [r, g, b] = [linear(rgb[0]), linear(rgb[1]), linear(rgb[2])];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

export function fromLab(lab: Lab): Rgb {
  const [r, g, b] = lightOf(lab[0], lab[1], lab[2]);
  return [gamma(r), gamma(g), gamma(b)];
}

/** OKLab to linear red, green, blue, 0…1 (beyond, where no screen shows the colour). */
function lightOf(lightness: number, a: number, b: number): Rgb {
  const l = lightness + 0.3963377774 * a + 0.2158037573 * b;
  const m = lightness - 0.1055613458 * a - 0.0638541728 * b;
  const s = lightness - 0.0894841775 * a - 1.291485548 * b;
  const [l3, m3, s3] = [l * l * l, m * m * m, s * s * s];
  return [
    4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3,
    -1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3,
    -0.0041960863 * l3 - 0.7034186147 * m3 + 1.707614701 * s3,
  ];
}

/** gamma at 4096 steps, as whole levels: colours of 100,000 rows many times a second leave no time for powers. */
const levels = Uint8Array.from({ length: 4096 }, (_, i) => Math.round(gamma(i / 4095)));
const level = (light: number): number => levels[light <= 0 ? 0 : light >= 1 ? 4095 : (light * 4095 + 0.5) | 0]!;

const luminance = (rgb: Rgb): number => 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);

/** Contrast of two colours as WCAG 2 counts it, 1…21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/**
 * Each row's colour: its components' colours mixed in OKLab by its responsibilities, and the noise's by what they leave
 * to 1. `responsibilities` is n × K, row by row; `labels` 0 marks noise, −1 rows left out; `paint` each component's place in
 * the palette, its own without it. Result: n × 3 bytes.
 */
export function blend(
  responsibilities: Float32Array,
  labels: Int32Array,
  k: number,
  theme: Theme,
  paint?: readonly number[],
): Uint8Array {
  const pure = Array.from({ length: k }, (_, j) => parse(clusterColour(paint?.[j] ?? j, theme)));
  const labs = pure.map(toLab);
  const plain = parse(plainColour(theme));
  const noise = toLab(parse(noiseColour(theme)));
  const out = new Uint8Array(labels.length * 3);
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!;
    let rgb: Rgb = plain;
    if (label >= 0) {
      const own = label > 0 ? responsibilities[row * k + label - 1]! : 0;
      rgb = own > 0.995 ? pure[label - 1]! : mixed(responsibilities, row * k, labs, noise);
    }
    out[row * 3] = rgb[0];
    out[row * 3 + 1] = rgb[1];
    out[row * 3 + 2] = rgb[2];
  }
  return out;
}

function mixed(weights: Float32Array, from: number, labs: readonly Lab[], noise: Lab): Rgb {
  let [l, a, b] = [0, 0, 0];
  let left = 1;
  for (let j = 0; j < labs.length; j++) {
    const weight = weights[from + j]!;
    const lab = labs[j]!;
    l += weight * lab[0];
    a += weight * lab[1];
    b += weight * lab[2];
    left -= weight;
  }
  // Without noise nothing is left but the rounding of single precision.
  if (left > 1e-4) {
    l += left * noise[0];
    a += left * noise[1];
    b += left * noise[2];
  }
  const [red, green, blue] = lightOf(l, a, b);
  return [level(red), level(green), level(blue)];
}
