// SPDX-License-Identifier: EUPL-1.2
import { IconAlertTriangle, IconInfoCircle, IconTool, IconX } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import classes from './banner.module.css';

const ICONS = { info: IconInfoCircle, warning: IconTool, danger: IconAlertTriangle } as const;

type Props = {
  tone: keyof typeof ICONS;
  /** What it is, in a word: « Incident », « Assistance ». */
  kind: string;
  title: ReactNode;
  /** When, or until when. */
  when?: string | undefined;
  /** What opens under « En savoir plus ». */
  children?: ReactNode;
  /** A link beside it, such as to what else is announced. */
  more?: ReactNode;
  /** A button of its own, such as to end what it speaks of. */
  action?: ReactNode;
  onDismiss?: (() => void) | undefined;
};

/** One line across the top of every page, for what concerns the whole body or the whole session. */
export function Banner({ tone, kind, title, when, children, more, action, onDismiss }: Props) {
  const Icon = ICONS[tone];
  const id = useId();
  return (
    <section className={classes.banner} data-tone={tone} aria-labelledby={id}>
      <Icon size={20} stroke={1.8} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <p id={id} className={classes.title}>
          <strong>{kind}</strong>
          <span className={classes.separator} aria-hidden />
          {title} {when && <span className={classes.when}>{when}</span>}
        </p>
        {(children || more) && (
          <div className={classes.below}>
            {children && (
              <details className={classes.more}>
                <summary>En savoir plus</summary>
                {children}
              </details>
            )}
            {more}
          </div>
        )}
      </div>
      {action}
      {onDismiss && (
        <button type="button" className={classes.close} onClick={onDismiss} aria-label={`Ne plus afficher : ${kind}`}>
          <IconX size={18} aria-hidden />
        </button>
      )}
    </section>
  );
}
