// Things that are pressed. `publish` is the one warm button: it is kept for the action that makes something public.
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { classes } from './classes.ts';
import { Icon, type IconName } from './icons.tsx';
import css from './Button.module.css';

type Kind = 'primary' | 'secondary' | 'quiet' | 'danger' | 'publish';

export type ButtonProps = Omit<AriaButtonProps, 'children' | 'className' | 'style'> & {
  children: ReactNode;
  kind?: Kind;
  small?: boolean;
  wide?: boolean;
  icon?: IconName;
};

/** While pending it keeps its place, its focus and its words, and takes no second press. The library's own pending state is
 * not used: it announces by a label that is gone once the button is, an error to assistive technology. */
export function Button({
  children,
  kind = 'secondary',
  small,
  wide,
  icon,
  isPending,
  onPress,
  type,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      {...(isPending ? { 'data-pending': true } : { ...(onPress ? { onPress } : {}) })}
      {...(type ? { type: isPending ? 'button' : type } : {})}
      className={classes(css.button, css[kind], small && css.small, wide && css.wide)}
    >
      {icon && <Icon name={icon} size={small ? 16 : 18} />}
      <span className={css.label}>{children}</span>
      {isPending && <span className={css.pending} aria-hidden="true" />}
    </AriaButton>
  );
}
