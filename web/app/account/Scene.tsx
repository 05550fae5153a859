// The product in one line drawing: a film of a workshop, targets on it, the timeline with its kinds of elements.
import css from './Entrance.module.css';

export const Scene = () => (
  <svg className={css.drawing} viewBox="0 0 560 384" fill="none" aria-hidden="true">
    <rect x="20" y="20" width="520" height="292" rx="14" className={css.sheet} />
    <rect x="8" y="8" width="520" height="292" rx="14" className={css.film} />
    <path className={css.faint} d="M8 244h520M66 244v56M470 244v56M420 8v46M448 8v46M406 54h56l10 26h-76z" />
    <path className={css.faint} d="M398 80 352 244M470 80l34 164" />
    <path d="M96 244v-34h74v34M104 210v-16h58v16M62 244h150" />
    <path d="M133 194v-36M133 158h120M133 140h120M253 130v38M267 130v38M253 130h14M253 168h14" />
    <path d="M133 140c-14 0-24 8-24 24v30M145 194v-24a12 12 0 0 1 12-12" />
    <path d="M260 130v-20" />
    <ellipse cx="260" cy="106" rx="38" ry="12" />
    <path d="M260 94v24M222 106h76" />
    <path d="M267 158h72a10 10 0 0 1 10 10v76M267 140h72a28 28 0 0 1 28 28v76M340 244h36" />
    <circle cx="184" cy="112" r="21" />
    <path d="M184 133v7M184 112l11-10M170 112h3M184 98v3M198 112h-3" />
    <circle cx="260" cy="106" r="52" className={css.ring} />
    <circle cx="312" cy="106" r="9" className={css.coral} />
    <path className={css.leader} d="M321 106h34" />
    <rect x="355" y="72" width="146" height="92" rx="8" className={css.card} />
    <path d="m369 93 6-6 6 6-6 6z" className={css.amber} />
    <path d="M391 93h78" />
    <rect x="369" y="111" width="11" height="11" rx="5.500" className={css.line} />
    <path className={css.faint} d="M389 116.500h92" />
    <rect x="369" y="129" width="11" height="11" rx="5.500" className={css.picked} />
    <path d="M389 134.500h70" />
    <rect x="369" y="147" width="11" height="11" rx="5.500" className={css.line} />
    <path className={css.faint} d="M389 152.500h84" />
    <path className={css.rail} d="M48 344h480" />
    <path className={css.done} d="M48 344h196" />
    <path className={css.play} d="M14 334v20l17-10z" />
    <path d="M97 335h10l-6 4.500 6 4.500h-8v9h-3v-18z" className={css.violet} />
    <circle cx="170" cy="344" r="7" className={css.coral} />
    <circle cx="244" cy="344" r="9" className={css.knob} />
    <path d="m306 336 8 8-8 8-8-8z" className={css.amber} />
    <rect x="377" y="337.500" width="13" height="13" className={css.blue} />
    <path d="M444 335h10l-6 4.500 6 4.500h-8v9h-3v-18z" className={css.violet} />
    <circle cx="494" cy="344" r="7" className={css.coral} />
  </svg>
);
