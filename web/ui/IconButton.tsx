// A button whose whole face is an icon; its name shows as a tooltip.
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import css from './Button.module.css';
import { classes } from './classes.ts';
import { Icon, type IconName } from './icons.tsx';
import { Tooltip } from './Tooltip.tsx';

export type IconButtonProps = Omit<AriaButtonProps, 'children' | 'className' | 'style'> & {
  label: string;
  icon: IconName;
  small?: boolean;
  badge?: number;
};

export function IconButton({ label, icon, small, badge, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <AriaButton {...rest} aria-label={label} className={classes(css.icon, small && css.small)}>
        <Icon name={icon} size={small ? 16 : 20} />
        {badge ? (
          <span className={css.badge} aria-hidden="true">
            {badge}
          </span>
        ) : null}
      </AriaButton>
    </Tooltip>
  );
}
