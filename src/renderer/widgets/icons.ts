/** Line icons on a 20 × 20 grid, drawn with a 1.5 stroke. */
export const icons = {
  welcome: 'M3 9.5 10 3l7 6.5M5 8v9h10V8M8.5 17v-5h3v5',
  data: 'M3 4h14v12H3zM3 8h14M3 12h14M8 4v12',
  distributions: 'M3 17h14M4 14v3M7 10v7M10 5v12M13 8v9M16 13v4',
  mixture: 'M2.8 12.2a5.5 3 -35 1 0 9 -6.3a5.5 3 -35 1 0 -9 6.3zM8.7 8.2a5.5 3 35 1 0 9 6.3a5.5 3 35 1 0 -9 -6.3z',
  rows: 'M3 5h9M3 10h6M3 15h9M15 8.2a2 2 0 1 1 2 2.3v1.6M17 14.8v.3',
  dimensions: 'M3 3h6v6H3zM11 3h6v6h-6zM3 11h6v6H3zM11 11h6v6h-6zM4.8 7.4 7.2 4.8M12.8 15.4l2.4-2.6',
  export: 'M10 3v10M6 6.5 10 2.8l4 3.7M4 11v6h12v-6',
  close: 'M5 5l10 10M15 5 5 15',
  file: 'M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5',
  folder: 'M2.5 5h5l2 2h8v9.5h-15z',
  trash: 'M4 6h12M8 6V3.5h4V6M5.5 6l.7 11h7.6l.7-11M8.5 9v5M11.5 9v5',
  warn: 'M10 3 18 17H2zM10 8v4M10 14.2v.3',
  check: 'M4 10.5l4 4 8-9',
  search: 'M8.5 3a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11zM12.5 12.5 17 17',
  info: 'M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15zM10 9v5M10 6.2v.3',
  download: 'M10 3v10M6 9.5l4 3.7 4-3.7M4 14v3h12v-3',
  sun: 'M10 6.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M15.7 4.3l-1.1 1.1M5.4 14.6l-1.1 1.1',
  moon: 'M16.5 12A7 7 0 0 1 8 3.5A7 7 0 1 0 16.5 12z',
  command: 'M7 7V5a2 2 0 1 0-2 2h10a2 2 0 1 0-2-2v10a2 2 0 1 0 2-2H5a2 2 0 1 0 2 2z',
  hidden: 'M2.5 10c2-3.3 4.5-5 7.5-5s5.5 1.7 7.5 5c-2 3.3-4.5 5-7.5 5s-5.5-1.7-7.5-5zM4 16.5 16 3.5',
  excluded: 'M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14zM5.2 5.2l9.6 9.6',
  chevron: 'M6 8l4 4 4-4',
} as const;

export type IconName = keyof typeof icons;
