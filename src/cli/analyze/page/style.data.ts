// The look of the page, the same as the house's: light or dark as the reader's machine is, and plain ink on paper.

const light = `--bg:#fbfaf7;--surface:#fff;--sunken:#f3f1ec;--text:#1f2421;--text-2:#55605a;--hair:#dad7cf;--brand:#0f6b5c;--brand-soft:#e3f1ee;--accent:#b4501e;--warn:#8a5a00;--warn-soft:#fbf0da;--h1:#eaf3f0;--h2:#c4e0d9;--h3:#93c7bb;--h4:#5ba698;--h5:#2b8374;--h6:#0f6b5c;--h7:#08463c;--on-low:#1f2421;--on-high:#fff`
const dark = `--bg:#141715;--surface:#1b1f1d;--sunken:#101311;--text:#ecefea;--text-2:#b4bdb6;--hair:#343a36;--brand:#5cc2ae;--brand-soft:#17332d;--accent:#f0935f;--warn:#e5b45a;--warn-soft:#33280f;--h1:#08463c;--h2:#0f6b5c;--h3:#2b8374;--h4:#5ba698;--h5:#93c7bb;--h6:#c4e0d9;--h7:#eaf3f0;--on-low:#fff;--on-high:#1f2421`

export const style = `
:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:400 15px/23px "Be Vietnam Pro",Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;-webkit-text-size-adjust:100%}
main{max-width:60rem;margin:0 auto;padding:32px 24px 64px}
header p,.about{color:var(--text-2);margin:4px 0 0}
.eyebrow{color:var(--brand);font-weight:600;margin:0}
h1{font-size:30px;line-height:42px;font-weight:600;margin:4px 0 0;text-wrap:balance}
h2{font-size:18px;line-height:27px;font-weight:600;margin:0 0 4px}
h3{font-size:15px;line-height:23px;font-weight:600;margin:24px 0 4px}
p{margin:0 0 12px;max-width:46rem}
section{background:var(--surface);border:1px solid var(--hair);border-radius:10px;padding:20px 24px;margin-top:16px}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,1fr));gap:16px;background:none;border:0;padding:0;margin-top:24px}
.figures>div{background:var(--surface);border:1px solid var(--hair);border-radius:10px;padding:16px 20px;border-top:3px solid var(--brand)}
.figures dt,.figures .what{color:var(--text-2);font-size:13px;line-height:20px}
.figures b{display:block;font-size:24px;line-height:36px;text-wrap:balance;font-weight:600;font-variant-numeric:tabular-nums}
.figures small{color:var(--text-2);font-size:13px;line-height:20px;display:block}
ul.said{margin:0;padding:0 0 0 20px}ul.said li{margin:0 0 8px;max-width:46rem}
figure{margin:16px 0 0}
.bars{display:grid;grid-template-columns:max-content minmax(4rem,1fr) max-content;gap:8px 12px;align-items:center;font-variant-numeric:tabular-nums}
.bars .track{background:var(--sunken);border-radius:3px;height:18px;overflow:hidden}
.bars .fill{background:var(--h4);height:100%;min-width:2px;border-radius:3px}
.bars .fill.main{background:var(--brand)}.bars .fill.none{min-width:0}
.bars .n{text-align:right;white-space:nowrap}.bars .n small{color:var(--text-2);margin-left:8px;display:inline-block;min-width:3em}
.columns{display:grid;grid-auto-flow:column;grid-auto-columns:1fr;gap:6px;height:200px;border-bottom:1px solid var(--hair);align-items:end}
.columns>div{display:flex;gap:2px;height:100%;align-items:end;justify-content:center}
.columns i{flex:1;max-width:28px;min-height:1px;border-radius:3px 3px 0 0;background:var(--h4)}
.columns i.came{background:var(--accent)}
.under{display:grid;grid-auto-flow:column;grid-auto-columns:1fr;gap:6px;color:var(--text-2);font-size:13px;line-height:20px;text-align:center;font-variant-numeric:tabular-nums}
.legend{display:flex;flex-wrap:wrap;gap:4px 20px;color:var(--text-2);font-size:13px;line-height:20px;margin:0 0 12px;padding:0;list-style:none}
.legend span{display:inline-block;width:12px;height:12px;border-radius:3px;background:var(--h4);margin-right:6px;vertical-align:-1px}
.legend .came{background:var(--accent)}.legend .band{background:var(--brand-soft);border:1px solid var(--brand)}
.curve{display:grid;grid-template-columns:max-content 1fr;gap:0 8px;color:var(--text-2);font-size:13px;line-height:20px;font-variant-numeric:tabular-nums}
.curve .scale{display:flex;flex-direction:column;justify-content:space-between;text-align:right;height:240px;margin:-10px 0}
.curve svg{display:block;width:100%;height:220px;overflow:visible}
.curve .along{grid-column:2;display:flex;justify-content:space-between;margin-top:4px}
.grid{stroke:var(--hair);stroke-width:1;vector-effect:non-scaling-stroke}
.line{fill:none;stroke:var(--brand);stroke-width:2.5;vector-effect:non-scaling-stroke;stroke-linejoin:round}
.bandarea{fill:var(--brand);opacity:.16}.even{stroke:var(--text-2);stroke-width:1;stroke-dasharray:4 4;vector-effect:non-scaling-stroke}
details{margin-top:16px}summary{cursor:pointer;color:var(--brand);font-weight:600;width:max-content}
summary:focus-visible{outline:2px solid var(--brand);outline-offset:3px;border-radius:3px}
.scroll{overflow-x:auto;margin-top:8px}
table{border-collapse:collapse;font-size:14px;line-height:21px;font-variant-numeric:tabular-nums}
th,td{padding:4px 12px 4px 0;text-align:right;border-bottom:1px solid var(--hair);white-space:nowrap}
th{font-weight:600;color:var(--text-2)}th:first-child,td:first-child{text-align:left}
th.words{text-align:left}td.words{white-space:normal;text-align:left;min-width:14rem}
.heat{border-collapse:separate;border-spacing:2px}.heat td,.heat th{border:0;padding:4px 6px;min-width:36px;text-align:center;border-radius:3px}
.heat th:first-child{position:sticky;left:0;background:var(--surface);text-align:left}.heat td.n{color:var(--text-2);text-align:right}
.k1{background:var(--h1)}.k2{background:var(--h2)}.k3{background:var(--h3)}.k4{background:var(--h4)}.k5{background:var(--h5)}.k6{background:var(--h6)}.k7{background:var(--h7)}
.k1,.k2,.k3{color:var(--on-low)}.k4{color:#1f2421}.k5,.k6,.k7{color:var(--on-high)}
.open{outline:1px dashed var(--text-2);outline-offset:-2px}
.warnings{list-style:none;margin:0;padding:0}.warnings li{background:var(--warn-soft);border-radius:6px;padding:8px 12px;margin:8px 0 0;overflow-wrap:anywhere}
.warnings code{color:var(--warn);font-weight:600;font-family:inherit;font-size:13px;display:block}
dl.words dt{font-weight:600;margin-top:12px}dl.words dd{margin:0;color:var(--text-2);max-width:46rem}
footer{color:var(--text-2);font-size:13px;line-height:20px;margin-top:24px}
@media (max-width:40rem){main{padding:20px 12px 40px}section{padding:16px}h1{font-size:24px;line-height:34px}.figures{grid-template-columns:1fr 1fr;gap:8px}.figures>div{padding:12px}.figures b{font-size:20px;line-height:30px}.bars{grid-template-columns:max-content minmax(3rem,1fr) max-content;gap:6px 8px;font-size:14px}.columns,.under{gap:3px}}
@media print{:root{${light};--bg:#fff}.figures{grid-template-columns:repeat(4,1fr);gap:8px}body{font-size:11pt}main{max-width:none;padding:0}section,figure,.figures>div,tr{break-inside:avoid}section{border-color:#ccc}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}details::details-content{content-visibility:visible;height:auto}summary{display:none}.scroll{overflow:visible}}
`
