// A list of actions behind a button.
import type { ReactElement, ReactNode } from 'react';
import {
  Header,
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components/Menu';
import { Icon, type IconName } from './icons.tsx';
import css from './Popover.module.css';

type MenuProps = {
  label: string;
  trigger: ReactElement;
  children: ReactNode;
  end?: boolean;
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
};

export function Menu({ label, trigger, children, end, ...open }: MenuProps) {
  return (
    <MenuTrigger {...open}>
      {trigger}
      <Popover className={css.popover ?? ''} offset={4} placement={end ? 'bottom end' : 'bottom start'}>
        <AriaMenu aria-label={label} className={css.list ?? ''}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

type ItemProps = {
  children: string;
  onAction: () => void;
  icon?: IconName;
  detail?: string;
  marked?: boolean;
  danger?: boolean;
  isDisabled?: boolean;
};

export function MenuItem({ children, onAction, icon, detail, marked, danger, isDisabled }: ItemProps) {
  return (
    <AriaMenuItem
      onAction={onAction}
      textValue={children}
      isDisabled={!!isDisabled}
      className={css.item ?? ''}
      {...(danger ? { 'data-danger': true } : {})}
    >
      {icon && <Icon name={icon} size={18} />}
      <span className={css.text}>
        {children}
        {detail && <span className={css.detail}>{detail}</span>}
      </span>
      {marked && (
        <span className={css.mark}>
          <Icon name="check" size={16} />
        </span>
      )}
    </AriaMenuItem>
  );
}

export function MenuSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <AriaMenuSection>
      <Header className={css.heading ?? ''}>{title}</Header>
      {children}
    </AriaMenuSection>
  );
}

export const MenuSeparator = () => <Separator className={css.separator ?? ''} />;
