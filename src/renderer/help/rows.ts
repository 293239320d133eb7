import { entries } from './entry.ts';

/** States of rows, and what selects them. */
export const rowHelp = entries({
  'row-states': {
    title: 'Selected, hidden, excluded',
    sentence:
      'Selected rows stand out in every view, hidden ones are not drawn, and excluded ones are drawn hollow and left out of histograms and of the next fit.',
    source: 'Row states as in JMP. A fit keeps which rows were excluded when it was started.',
  },
  'rows-where': {
    title: 'Select rows where',
    sentence: 'Rows are selected by what their cells hold; a comparison never holds for a missing cell, only “is missing” does.',
    formula: 'all: every condition holds;  any: at least one does',
    source: 'Text is compared without regard to case; dates are read as UTC.',
  },
  'rows-save': {
    title: 'Save as a column',
    sentence:
      'The column is kept in the project beside those of the file, and goes into exports; it can colour, be compared with clusters, and name starting labels.',
    source: 'Saved columns as in JMP.',
  },
});
