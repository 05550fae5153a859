// Text that goes somewhere inside the application. Renders a real anchor, so it can be opened in a new tab.
import { createLink } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, forwardRef, type ReactNode } from 'react';
import buttonCss from './Button.module.css';
import { classes } from './classes.ts';
import { Icon, type IconName } from './icons.tsx';
import css from './Link.module.css';

type Anchor = AnchorHTMLAttributes<HTMLAnchorElement> & { children?: ReactNode };

const Plain = forwardRef<HTMLAnchorElement, Anchor>(({ className, children, ...rest }, ref) => (
  <a {...rest} ref={ref} className={classes(css.link, className)}>
    {children}
  </a>
));
Plain.displayName = 'Plain';

type ButtonAnchor = Anchor & { kind?: 'primary' | 'secondary' | 'quiet'; icon?: IconName; small?: boolean };

const Pressable = forwardRef<HTMLAnchorElement, ButtonAnchor>(
  ({ className, kind = 'secondary', icon, small, children, ...rest }, ref) => (
    <a
      {...rest}
      ref={ref}
      className={classes(buttonCss.button, buttonCss[kind], small && buttonCss.small, css.pressable, className)}
    >
      {icon && <Icon name={icon} size={18} />}
      <span>{children}</span>
    </a>
  ),
);
Pressable.displayName = 'Pressable';

export const Link = createLink(Plain);
export const LinkButton = createLink(Pressable);
