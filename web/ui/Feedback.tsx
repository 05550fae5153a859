// What the page says about itself: a banner, progress, a place where something will appear.
import type { ReactNode } from 'react';
import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar';
import { classes } from './classes.ts';
import css from './Feedback.module.css';
import { Icon, type IconName } from './icons.tsx';

type BannerTone = 'info' | 'success' | 'warning' | 'danger';
const bannerIcons: Record<BannerTone, IconName> = {
  info: 'info',
  success: 'done',
  warning: 'warning',
  danger: 'error',
};

type BannerProps = { tone?: BannerTone; children: ReactNode; action?: ReactNode; icon?: IconName };

export const Banner = ({ tone = 'info', children, action, icon }: BannerProps) => (
  <div className={classes(css.banner, css[tone])} role={tone === 'danger' ? 'alert' : 'status'}>
    <Icon name={icon ?? bannerIcons[tone]} size={18} />
    <div className={css.bannerText}>{children}</div>
    {action && <div className={css.bannerAction}>{action}</div>}
  </div>
);

/** `value` from 0 to 1; without it, work whose length is unknown. */
export const ProgressBar = ({ label, value, text }: { label: string; value?: number; text?: string }) => (
  <AriaProgressBar
    aria-label={label}
    className={css.progress ?? ''}
    {...(value === undefined ? { isIndeterminate: true } : { value: value * 100 })}
    {...(text ? { valueLabel: text } : {})}
  >
    {({ percentage, isIndeterminate }) => (
      <span className={css.track}>
        <span
          className={classes(css.fill, isIndeterminate && css.unknown)}
          {...(isIndeterminate ? {} : { style: { width: `${percentage ?? 0}%` } })}
        />
      </span>
    )}
  </AriaProgressBar>
);

export const Skeleton = ({ width = '100%', height = 16 }: { width?: string | number; height?: number }) => (
  <span className={css.skeleton} style={{ width, height }} aria-hidden="true" />
);

/** The shape of a table or a page while it loads. */
export const SkeletonRows = ({ rows = 6, label }: { rows?: number; label: string }) => (
  <div role="status" aria-label={label}>
    {Array.from({ length: rows }, (_, row) => (
      <div key={row} className={css.skeletonRow}>
        <Skeleton width={`${22 + ((row * 7) % 13)}%`} height={12} />
        <Skeleton width={`${30 + ((row * 5) % 17)}%`} height={12} />
        <Skeleton width="12%" height={12} />
      </div>
    ))}
  </div>
);
