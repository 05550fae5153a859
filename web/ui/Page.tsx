// The frame of a screen: its title (also the title of the browser's tab), a sentence, its actions, its sections.
import { type ReactNode, useEffect } from 'react';
import css from './Page.module.css';
import { classes } from './classes.ts';

export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Kair` : 'Kair';
  }, [title]);
}

type HeaderProps = { title: string; lead?: ReactNode; actions?: ReactNode; above?: ReactNode };

export function PageHeader({ title, lead, actions, above }: HeaderProps) {
  useDocumentTitle(title);
  return (
    <header className={css.header}>
      <div className={css.words}>
        {above && <div className={css.above}>{above}</div>}
        <h1 className={css.title} tabIndex={-1} id="page-title">
          {title}
        </h1>
        {lead && <p className={css.lead}>{lead}</p>}
      </div>
      {actions && <div className={css.actions}>{actions}</div>}
    </header>
  );
}

type SectionProps = { title: string; detail?: ReactNode; actions?: ReactNode; children: ReactNode; beside?: boolean };

/** `beside`: title on the left, content on the right, for settings. */
export const Section = ({ title, detail, actions, children, beside }: SectionProps) => (
  <section className={classes(css.section, beside && css.beside)}>
    <div className={css.sectionHead}>
      <div>
        <h2 className={css.sectionTitle}>{title}</h2>
        {detail && <p className={css.sectionDetail}>{detail}</p>}
      </div>
      {actions}
    </div>
    <div className={css.sectionBody}>{children}</div>
  </section>
);

/** Filters above a list. */
export const Toolbar = ({ children }: { children: ReactNode }) => <div className={css.toolbar}>{children}</div>;
