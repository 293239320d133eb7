/** The page as it looks on a screen and on A4: light, in the application's own colours and type. */
export const style = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #f4f6f9; color: #1b2430; font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 1000px; margin: 0 auto; padding: 32px 40px 40px; background: #fff; }
h1 { margin: 0; font-size: 26px; line-height: 32px; font-weight: 650; letter-spacing: -0.01em; }
h2 { margin: 0 0 8px; font-size: 13px; line-height: 20px; font-weight: 650; color: #1b2430; }
p { margin: 0 0 8px; }
header p { margin: 4px 0 0; color: #5c6677; }
.kicker { margin: 0 0 6px; color: #1d5fd0; font-size: 12px; font-weight: 600; }
.verdict { margin: 20px 0 0; padding: 14px 16px; border-left: 3px solid #1d5fd0; background: #f2f6fd; border-radius: 0 6px 6px 0; }
.verdict strong { display: block; font-size: 17px; line-height: 24px; font-weight: 600; }
.verdict span { color: #3d4757; }
.figures { display: flex; flex-wrap: wrap; gap: 12px 36px; margin: 18px 0 0; padding: 0; }
.figures dt { font-size: 12px; color: #5c6677; }
.figures dd { margin: 0; font-size: 17px; font-weight: 600; }
section { margin-top: 28px; break-inside: avoid; }
.pair { display: grid; grid-template-columns: minmax(0, 568fr) minmax(0, 356fr); gap: 24px; align-items: start; }

.triple { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 16px 12px; }
svg { display: block; width: 100%; height: auto; font-family: inherit; }
.soft, .caption { color: #5c6677; }
.interval { display: block; color: #5c6677; font-size: 11px; line-height: 14px; }
.caption { font-size: 12px; line-height: 16px; margin-top: 4px; }
ul { margin: 0; padding: 0; list-style: none; display: grid; gap: 6px; }
li { position: relative; padding-left: 22px; }
li::before { position: absolute; left: 0; top: 0; width: 16px; text-align: center; font-weight: 700; }
.distrust li::before { content: "!"; color: #b4470b; }
.trust li::before { content: "✓"; color: #17794b; }
.plain li::before { content: "–"; color: #5c6677; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th, td { padding: 5px 12px 5px 0; text-align: left; vertical-align: baseline; }
th { border-bottom: 1px solid #c5ccd7; font-size: 12px; font-weight: 600; white-space: nowrap; }
td { border-bottom: 1px solid #e7ebf0; }
td.number, th.number { text-align: right; white-space: nowrap; padding: 5px 0 5px 16px; }
th.number { white-space: normal; overflow-wrap: break-word; }
tr.strong td { background: #f2f6fd; }
.dot { display: inline-block; width: 10px; height: 10px; margin-right: 8px; border-radius: 50%; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.facts { margin: 0 0 12px; }
.facts div { display: grid; grid-template-columns: 96px minmax(0, 1fr); gap: 12px; padding: 2px 0; }
.facts dt { color: #5c6677; }
.facts dd { margin: 0; overflow-wrap: anywhere; }
pre { margin: 0; padding: 10px 12px; border-radius: 6px; background: #f4f6f9; font: 12px/18px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
footer { margin-top: 32px; padding-top: 12px; border-top: 1px solid #dfe4eb; color: #5c6677; font-size: 12px; }
@media (max-width: 720px) { main { padding: 20px 16px; } .pair { grid-template-columns: minmax(0, 1fr); gap: 0; } .triple { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
@media print {
  @page { size: A4; margin: 12mm 14mm; }
  body { background: #fff; font-size: 9.5pt; }
  main { max-width: none; padding: 0; }
  .scroll { overflow: visible; }
  table { font-size: 8.5pt; }
  h1 { font-size: 18pt; line-height: 22pt; }
  td, th { padding-top: 3px; padding-bottom: 3px; }
  .figures { gap: 8px 26px; margin-top: 12px; }
  .figures dd { font-size: 12pt; }
  td, th { padding-right: 8px; }
  td.number, th.number { padding-left: 8px; }
  .verdict, tr.strong td, pre { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  section, .pair > div > section { margin-top: 11px; }
  section.made { break-inside: auto; }
  .caption { font-size: 8pt; line-height: 10.5pt; }
  .facts { margin-bottom: 6px; font-size: 8.5pt; }
  .facts div { padding: 1px 0; break-inside: avoid; }
  footer { margin-top: 12px; }
  pre { font-size: 8pt; line-height: 11pt; }
}
`;
