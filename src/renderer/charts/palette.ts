export * from '../../shared/geometry/palette.ts';
