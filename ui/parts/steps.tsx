// SPDX-License-Identifier: EUPL-1.2
import { IconCheck } from '@tabler/icons-react';
import { HouseLink } from '../shell/house-link.tsx';
import classes from './steps.module.css';

export type Step = { label: string; state: 'done' | 'current' | 'todo'; href?: string; detail?: string };

/** Where a file or a form in several pages stands. Steps already taken may be links. */
export function Steps({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol className={classes.steps} aria-label={label}>
      {steps.map((step, index) => (
        <li key={step.label} data-state={step.state} aria-current={step.state === 'current' ? 'step' : undefined}>
          <span className={classes.mark} aria-hidden>
            {step.state === 'done' ? <IconCheck size={16} stroke={3} /> : index + 1}
          </span>
          <span className={classes.words}>
            {step.href && step.state !== 'current' ? <HouseLink href={step.href}>{step.label}</HouseLink> : step.label}
            <span className={classes.hidden}>{{ done: ' (fait)', current: ' (en cours)', todo: ' (à venir)' }[step.state]}</span>
            {step.detail && <small>{step.detail}</small>}
          </span>
        </li>
      ))}
    </ol>
  );
}
