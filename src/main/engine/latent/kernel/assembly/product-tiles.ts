import { byRectifier, byTanh, productTile, rectify } from './product-tile';

/**
 * Tiles of product-tile.ts, a function for each shape and mode. Those of 16 columns have more sums than there are registers of one
 * vector: they are for runtimes that work on two at once.
 */

export function product4x8(
  mode: i32, x: usize, xStride: usize, panel: usize, k: usize, start: usize, to: usize, toStride: usize, slope: f32,
): void {
  if (mode == rectify) rectify4x8(x, xStride, panel, k, start, to, toStride, slope);
  else if (mode == byRectifier) byRectifier4x8(x, xStride, panel, k, start, to, toStride, slope);
  else byTanh4x8(x, xStride, panel, k, start, to, toStride, slope);
}

function rectify4x8(
  x: usize, xStride: usize, panel: usize, k: usize, start: usize, to: usize, toStride: usize, slope: f32,
): void {
  productTile(false, false, rectify, x, xStride, panel, 0, k, start, 0, to, toStride, slope);
}

function byRectifier4x8(
  x: usize, xStride: usize, panel: usize, k: usize, start: usize, to: usize, toStride: usize, slope: f32,
): void {
  productTile(false, false, byRectifier, x, xStride, panel, 0, k, start, 0, to, toStride, slope);
}

function byTanh4x8(
  x: usize, xStride: usize, panel: usize, k: usize, start: usize, to: usize, toStride: usize, slope: f32,
): void {
  productTile(false, false, byTanh, x, xStride, panel, 0, k, start, 0, to, toStride, slope);
}

export function product4x16(
  mode: i32, x: usize, xStride: usize, panel: usize, panelBytes: usize, k: usize, start: usize, biasBytes: usize,
  to: usize, toStride: usize, slope: f32,
): void {
  if (mode == rectify) rectify4x16(x, xStride, panel, panelBytes, k, start, biasBytes, to, toStride, slope);
  else if (mode == byRectifier) byRectifier4x16(x, xStride, panel, panelBytes, k, start, biasBytes, to, toStride, slope);
  else byTanh4x16(x, xStride, panel, panelBytes, k, start, biasBytes, to, toStride, slope);
}

function rectify4x16(
  x: usize, xStride: usize, panel: usize, panelBytes: usize, k: usize, start: usize, biasBytes: usize, to: usize,
  toStride: usize, slope: f32,
): void {
  productTile(false, true, rectify, x, xStride, panel, panelBytes, k, start, biasBytes, to, toStride, slope);
}

function byRectifier4x16(
  x: usize, xStride: usize, panel: usize, panelBytes: usize, k: usize, start: usize, biasBytes: usize, to: usize,
  toStride: usize, slope: f32,
): void {
  productTile(false, true, byRectifier, x, xStride, panel, panelBytes, k, start, biasBytes, to, toStride, slope);
}

function byTanh4x16(
  x: usize, xStride: usize, panel: usize, panelBytes: usize, k: usize, start: usize, biasBytes: usize, to: usize,
  toStride: usize, slope: f32,
): void {
  productTile(false, true, byTanh, x, xStride, panel, panelBytes, k, start, biasBytes, to, toStride, slope);
}

export function product6x16(
  mode: i32, x: usize, xStride: usize, panel: usize, panelBytes: usize, k: usize, start: usize, biasBytes: usize,
  to: usize, toStride: usize, slope: f32,
): void {
  if (mode == rectify) rectify6x16(x, xStride, panel, panelBytes, k, start, biasBytes, to, toStride, slope);
  else if (mode == byRectifier) byRectifier6x16(x, xStride, panel, panelBytes, k, start, biasBytes, to, toStride, slope);
  else byTanh6x16(x, xStride, panel, panelBytes, k, start, biasBytes, to, toStride, slope);
}

function rectify6x16(
  x: usize, xStride: usize, panel: usize, panelBytes: usize, k: usize, start: usize, biasBytes: usize, to: usize,
  toStride: usize, slope: f32,
): void {
  productTile(true, true, rectify, x, xStride, panel, panelBytes, k, start, biasBytes, to, toStride, slope);
}

function byRectifier6x16(
  x: usize, xStride: usize, panel: usize, panelBytes: usize, k: usize, start: usize, biasBytes: usize, to: usize,
  toStride: usize, slope: f32,
): void {
  productTile(true, true, byRectifier, x, xStride, panel, panelBytes, k, start, biasBytes, to, toStride, slope);
}

function byTanh6x16(
  x: usize, xStride: usize, panel: usize, panelBytes: usize, k: usize, start: usize, biasBytes: usize, to: usize,
  toStride: usize, slope: f32,
): void {
  productTile(true, true, byTanh, x, xStride, panel, panelBytes, k, start, biasBytes, to, toStride, slope);
}
