/** The look of pages for people outside the house: the values of the house's own tokens (web/kit/tokens.css), sent with the page. */
const light = `--bg:#fbfaf7;--surface:#fff;--sunken:#f3f1ec;--text:#1f2421;--text-2:#55605a;--brand:#0f6b5c;--on-brand:#fff;--brand-soft:#e3f1ee;
--ok:#1f7a3d;--ok-soft:#e6f3ea;--warn:#8a5a00;--warn-soft:#fbf0da;--danger:#b3261e;--danger-soft:#fbe9e7;--control:#85887f;--hair:#dad7cf;--focus:#1f5fa8`

const dark = `--bg:#141715;--surface:#1b1f1d;--sunken:#101311;--text:#ecefea;--text-2:#b4bdb6;--brand:#5cc2ae;--on-brand:#0b1f1b;--brand-soft:#17332d;
--ok:#6ccb8a;--ok-soft:#16301f;--warn:#e5b45a;--warn-soft:#33280f;--danger:#f28b82;--danger-soft:#3a1a18;--control:#7a847d;--hair:#343a36;--focus:#8ab8ee`

export const style = `
:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
@font-face{font-family:"Quen Words";src:local("Segoe UI"),local("Roboto"),local("Arial");size-adjust:104%;ascent-override:96%;descent-override:26%;line-gap-override:0%}
*,*::before,*::after{box-sizing:border-box;margin:0;padding:0}
html{background:var(--bg);-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding:1rem}
html.large{font-size:130%}
body{font:400 .9375rem/1.5 "Be Vietnam Pro","Quen Words",system-ui,sans-serif;color:var(--text);background:var(--bg);overflow-wrap:anywhere}
.sheet{max-width:34rem;margin:0 auto;background:var(--surface);min-height:100vh;padding:0 1rem 3rem}
@media (min-width:40rem){.sheet{padding:0 2rem 3rem;box-shadow:0 0 0 1px var(--hair)}}
button,input,select,textarea{font:inherit;color:inherit}
a{color:var(--brand)}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:6px}
svg{flex:none}
.top{display:flex;flex-wrap:wrap;align-items:center;min-height:3rem;margin-right:-.5rem}
.house{display:flex;align-items:center;gap:.5rem;font-weight:600;margin-right:auto;padding:.5rem .5rem .5rem 0}
.mark{width:1.5rem;height:1.5rem;border-radius:6px;background:var(--brand);color:var(--on-brand);display:grid;place-items:center;flex:none}
.top a{display:grid;place-items:center;min-width:2.75rem;min-height:2.75rem;padding:0 .5rem;color:var(--text-2);text-decoration:none;border-radius:6px}
.top a[aria-current]{color:var(--text);font-weight:600;text-decoration:underline;text-underline-offset:.3em}
.top .plus{font-size:1.125rem}
h1{font-size:1.875rem;line-height:1.4;font-weight:600;letter-spacing:-.3px;margin:.25rem 0 .5rem;text-wrap:balance}
h2{font-size:.9375rem;line-height:1.5;font-weight:600;margin:0 0 .25rem}
h3{font-size:.9375rem;line-height:1.5;font-weight:600}
section{border-top:1px solid var(--hair);padding:.75rem 0}
section.first{border-top:0;padding-top:0}
p{margin:.25rem 0}
.quiet{color:var(--text-2);font-size:.875rem}
.line{display:flex;flex-wrap:wrap;align-items:flex-start;column-gap:.25rem}
.top .line{column-gap:0}
.name{min-width:3rem;padding:.6875rem .5rem .6875rem 0;font-weight:600;margin:0}
.fill{flex:1 1 12rem;min-width:0}
.row{display:flex;flex-wrap:wrap;gap:.5rem .75rem;margin:.25rem 0}
.opt{display:flex;align-items:center;gap:.75rem;min-height:2.75rem;padding:.25rem 0;background:none;border:0;text-align:left;cursor:pointer;border-radius:6px}
.wide{width:100%}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,8rem),1fr));column-gap:.5rem}
.dot,.box{flex:none;width:1.25rem;height:1.25rem;border:1.5px solid var(--control);display:grid;place-items:center;background:var(--surface);color:var(--on-brand)}
.dot{border-radius:50%}
.box{border-radius:4px}
.dot i,.box svg{visibility:hidden}
.dot i{width:.5rem;height:.5rem;border-radius:50%;background:currentColor}
[aria-pressed=true] .dot{border:6px solid var(--brand)}
[aria-pressed=true] .box{background:var(--brand);border-color:var(--brand)}
[aria-pressed=true] .box svg{visibility:visible}
.btn{display:inline-flex;align-items:center;justify-content:center;gap:.5rem;min-height:2.75rem;padding:.375rem 1rem;border:1px solid var(--control);border-radius:6px;background:var(--surface);color:var(--text);text-decoration:none;cursor:pointer;text-align:center}
@media (hover:hover){.btn:not(.main):hover,.opt:hover,.level:not([aria-pressed=true]):hover{background:var(--sunken)}.opt:hover{box-shadow:-.5rem 0 var(--sunken),.5rem 0 var(--sunken)}}
.btn.main{background:var(--brand);border-color:var(--brand);color:var(--on-brand);font-weight:600}
.btn.wide{width:100%}
.said{display:flex;gap:.5rem;align-items:flex-start;margin:.25rem 0;padding:.5rem .75rem;border-radius:6px;background:var(--ok-soft);color:var(--ok)}
.said svg{margin-top:.25em}
.said.no{background:var(--danger-soft);color:var(--danger)}
.said.wait{background:var(--warn-soft);color:var(--warn)}
.said:empty{display:none}
.after{margin:.5rem 0;display:grid;gap:.5rem}
details{border-top:1px solid var(--hair)}
.in details{border:0}
summary{min-height:2.75rem;padding:.6875rem 0;cursor:pointer;list-style-position:inside;border-radius:6px}
summary b,summary h2{display:inline;font-weight:600}
.opened{padding:0 0 .75rem}
label{display:block}
fieldset{border:0;min-width:0;margin:.5rem 0}
legend{padding:0}
.said,p{text-wrap:pretty}
p+form,p.quiet+form{margin-top:.5rem}
.field{display:grid;gap:.25rem;margin:.5rem 0}
.field input,.field select,.field textarea{width:100%;min-height:2.75rem;padding:.5rem .75rem;border:1px solid var(--control);border-radius:6px;background:var(--surface)}
.field textarea{min-height:7.5rem;line-height:1.5;resize:vertical}
.pair{display:flex;flex-wrap:wrap;gap:0 .75rem}
.pair>*{flex:1 1 8rem;min-width:0}
.tick{display:inline-flex;align-items:center;gap:.5rem;min-height:2.75rem;padding-right:1rem}
.tick input{width:1.25rem;height:1.25rem;accent-color:var(--brand);flex:none}
.lines{list-style:none}
.lines li{display:flex;align-items:center;gap:.5rem;flex-wrap:wrap}
.lines span{flex:1 1 8rem;min-width:0}
.bare{min-height:2.75rem;min-width:2.75rem;padding:0 .5rem;border:0;background:none;color:var(--text-2);cursor:pointer;text-decoration:underline;text-underline-offset:.2em;border-radius:6px}
.level{min-height:2.75rem;padding:.25rem .75rem;border:1px solid var(--control);border-radius:6px;background:var(--surface);cursor:pointer}
.level[aria-pressed=true]{background:var(--brand-soft);border-color:var(--brand);color:var(--brand);font-weight:600}
.go{display:grid;gap:.5rem;margin-top:.75rem}
dl{margin:.25rem 0}
dt{color:var(--text-2);font-size:.875rem;margin-top:.5rem}
dd .by{color:var(--text-2);font-size:.875rem}
.foot{border-top:1px solid var(--hair);margin-top:1rem;padding-top:.75rem;color:var(--text-2);font-size:.875rem}
.hide{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.num{font-feature-settings:"tnum" 1}
.letter{margin-top:1rem;overflow:auto}
.letter img{max-width:100%;height:auto}
`

/**
 * With a script each tap saves without the page being opened anew: the form goes the same way, and the page that comes back takes the
 * place of this one. Without it, or when it fails, forms are sent as ever.
 */
export const script = `(function(){if(!window.fetch||!window.DOMParser||!window.URLSearchParams||!document.body.closest)return;
var m=document.querySelector('main'),busy=false;
function put(t){var d=new DOMParser().parseFromString(t.replace(/<(style|script)[\\s\\S]*?<\\/\\1>/g,''),'text/html'),n=d.querySelector('main');if(!n)return false;
var o={};m.querySelectorAll('details[id]').forEach(function(e){if(e.open)o[e.id]=1});
var f=document.activeElement&&document.activeElement.id;
m.innerHTML=n.innerHTML;document.title=d.title;document.documentElement.lang=d.documentElement.lang;
m.querySelectorAll('details[id]').forEach(function(e){if(o[e.id])e.open=true});
if(f){var g=document.getElementById(f);if(g)g.focus({preventScroll:true})}
var s=m.querySelector('.said[data-new]'),l=document.getElementById('live');l.textContent='';
if(s){setTimeout(function(){l.textContent=s.textContent},60);s.scrollIntoView({block:'nearest'})}return true}
function send(f,b){if(busy)return;busy=true;var p=new URLSearchParams(new FormData(f));if(b&&b.name)p.append(b.name,b.value);
fetch(f.action,{method:'POST',body:p,credentials:'same-origin'}).then(function(r){return r.text().then(function(t){
if(!put(t))throw 0;history.replaceState(null,'',r.redirected?r.url:location.href);busy=false})})
.catch(function(){busy=false;if(b&&b.name){var h=document.createElement('input');h.type='hidden';h.name=b.name;h.value=b.value;f.appendChild(h)}f.submit()})}
document.addEventListener('submit',function(e){var f=e.target;if(!f.closest('main')||f.method!=='post'||f.hasAttribute('data-plain'))return;e.preventDefault();send(f,e.submitter)});
document.addEventListener('change',function(e){var f=e.target.form;if(f&&f.hasAttribute('data-auto'))send(f)});
})()`
