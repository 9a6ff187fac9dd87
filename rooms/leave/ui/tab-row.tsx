// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useRef } from 'react';
import { HouseLink } from '#ui/shell/house-link.tsx';

export type Tab = { href: string; label: string; isHere: boolean };

/** Pages side by side; on a phone the row slides under the finger, and begins where one is. */
export function TabRow({ label, tabs, className }: { label: string; tabs: readonly Tab[]; className: string | undefined }) {
  const row = useRef<HTMLUListElement>(null);
  const here = tabs.find(({ isHere }) => isHere)?.href;
  useEffect(() => {
    const current = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (row.current && current) row.current.scrollLeft = current.offsetLeft - (row.current.clientWidth - current.offsetWidth) / 2;
  }, [here, tabs.length]);
  return (
    <nav aria-label={label} data-no-print>
      <ul ref={row} className={className}>
        {tabs.map(({ href, label: words, isHere }) => (
          <li key={href}>
            <HouseLink href={href} aria-current={isHere ? 'page' : undefined}>
              {words}
            </HouseLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
