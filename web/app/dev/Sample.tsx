// One group of components on the component page.
import type { ReactNode } from 'react';
import css from './Kit.module.css';

export const Sample = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className={css.sample}>
    <h2 className={css.name}>{name}</h2>
    {children}
  </div>
);
