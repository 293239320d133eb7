export * from '../../shared/words/format.ts';
