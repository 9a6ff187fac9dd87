// SPDX-License-Identifier: EUPL-1.2
import { useMatch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { type Me, meQuery } from '../session/me.ts';
import { HouseLink } from './house-link.tsx';
import classes from './page-header.module.css';
import { usePlaceSlug } from './place.ts';

type Props = {
  title: string;
  /** What the browser's tab says, where the title greets rather than names. */
  tab?: string;
  /** A sentence under the title. */
  lead?: ReactNode;
  /** Buttons of the page. */
  actions?: ReactNode;
  /** The way back: pages above this one, nearest last. */
  trail?: readonly { label: string; href: string }[];
  /** A state beside the title, such as a badge. */
  state?: ReactNode;
};

/** Where the reader was last told of a page: the first page of a visit keeps the browser's own focus. */
let announced: string | null = null;

/** The top of every page: names the tab, and takes the focus when one arrives here from another page so that screen readers read it. */
export function PageHeader({ title, tab = title, lead, actions, trail = [], state }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The address of this very page: the location already names the next one while this page is still in place.
  const pathname = useMatch({ strict: false, select: (match) => match.pathname });
  const me = useQueryClient().getQueryData<Me>(meQuery.queryKey);
  const slug = usePlaceSlug();
  const body = me?.mandates.find(({ organisation }) => organisation.slug === slug)?.organisation.name;

  useEffect(() => {
    document.title = [tab, body, 'Beffroi'].filter(Boolean).join(' – ');
  }, [tab, body]);
  useEffect(() => {
    if (announced !== null && announced !== pathname) heading.current?.focus({ preventScroll: true });
    announced = pathname;
  }, [pathname]);

  return (
    <div className={classes.header}>
      {trail.length > 0 && (
        <nav aria-label="Fil d’Ariane" className={classes.trail} data-no-print>
          <ol>
            {trail.map(({ label, href }) => (
              <li key={href}>
                <HouseLink href={href}>{label}</HouseLink>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className={classes.line}>
        <div className={classes.words}>
          <h1 ref={heading} tabIndex={-1} className={classes.title}>
            {title}
          </h1>
          {state}
        </div>
        {actions && (
          <div className={classes.actions} data-no-print>
            {actions}
          </div>
        )}
      </div>
      {lead && <p className={classes.lead}>{lead}</p>}
    </div>
  );
}
