// Spacing between things. Margins, not `gap`: the learner's pages run on browsers that have none for flex boxes.
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import css from './Layout.module.css';

type Step = 1 | 2 | 3 | 4 | 6 | 8;
type Props = { children: ReactNode; space?: Step; className?: string | undefined };

export const Stack = ({ children, space = 4, className }: Props) => (
  <div className={classes(css.stack, css[`v${space}`], className)}>{children}</div>
);

export const Row = ({ children, space = 2, className, spread = false }: Props & { spread?: boolean }) => (
  <div className={classes(css.row, css[`h${space}`], spread && css.spread, className)}>{children}</div>
);

export const VisuallyHidden = ({ children }: { children: ReactNode }) => <span className={css.hidden}>{children}</span>;
