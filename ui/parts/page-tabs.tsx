// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useRef } from 'react';
import { HouseLink } from '../shell/house-link.tsx';
import { useAddress } from '../shell/place.ts';
import classes from './page-tabs.module.css';

/** `isHere` where the address does not tell by itself that one is on this page. */
export type PageTab = { href: string; label: string; isHere?: boolean };

type Props = {
  /** What the pages are of, for those who listen. */
  label: string;
  tabs: readonly PageTab[];
  /** Pills stand below tabs, for the pages of one of them. */
  look?: 'tabs' | 'pills';
};

/** Pages side by side; on a phone the row slides under the finger, and begins where one is. */
export function PageTabs({ label, tabs, look = 'tabs' }: Props) {
  const { pathname } = useAddress();
  const row = useRef<HTMLUListElement>(null);
  const here = tabs.find(({ href, isHere }) => isHere ?? pathname === href)?.href;
  useEffect(() => {
    const current = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (row.current && current) row.current.scrollLeft = current.offsetLeft - (row.current.clientWidth - current.offsetWidth) / 2;
  }, [here, tabs.length]);
  return (
    <nav aria-label={label} data-no-print>
      <ul ref={row} className={classes[look]}>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <HouseLink href={tab.href} aria-current={tab.href === here ? 'page' : undefined}>
              {tab.label}
            </HouseLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
