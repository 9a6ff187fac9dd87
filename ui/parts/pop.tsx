// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, type ToggleEvent, useId, useRef, useState } from 'react';
import classes from './pop.module.css';

type Props = {
  /** What the button shows; its text is its name. */
  button: ReactNode;
  buttonClassName?: string | undefined;
  /** Name of what opens. */
  label: string;
  side?: 'start' | 'end';
  width?: number;
  children: (close: () => void) => ReactNode;
};

/** A button and what it opens, on the browser's own popover: Escape, light dismissal and focus come with it, and no script to place it. */
export function Pop({ button, buttonClassName, label, side = 'start', width = 280, children }: Props) {
  const id = useId();
  const target = useRef<HTMLButtonElement>(null);
  const close = (): void => document.getElementById(id)?.hidePopover();
  const [isOpen, setOpen] = useState(false);
  const place = (event: ToggleEvent<HTMLDivElement>): void => {
    if (event.newState !== 'open' || !target.current) return;
    const box = target.current.getBoundingClientRect();
    const start = side === 'start' ? box.left : box.right - width;
    const left = Math.max(8, Math.min(start, document.documentElement.clientWidth - width - 8));
    event.currentTarget.style.setProperty('--pop-top', `${box.bottom + 6}px`);
    event.currentTarget.style.setProperty('--pop-left', `${left}px`);
    event.currentTarget.style.setProperty('--pop-width', `${width}px`);
  };
  return (
    <>
      <button ref={target} type="button" className={buttonClassName} popoverTarget={id} aria-expanded={isOpen} aria-controls={id}>
        {button}
      </button>
      <div
        id={id}
        popover="auto"
        role="group"
        aria-label={label}
        className={classes.pop}
        onBeforeToggle={place}
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {isOpen && children(close)}
      </div>
    </>
  );
}
