export * from '../../shared/words/chart-figures.ts';
