// SPDX-License-Identifier: EUPL-1.2
import { Drawer } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { meQuery } from '../session/me.ts';
import { SessionLost } from '../session/session-lost.tsx';
import { usePlaceSlug } from './place.ts';
import classes from './shell.module.css';
import { SiteFooter } from './site-footer.tsx';
import { SkipLink } from './skip-link.tsx';
import { TopBar } from './top-bar.tsx';
import { Tower } from './tower.tsx';
import { useAppearance } from './use-appearance.ts';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));

/** The signed-in house: the tower with its body and its rooms, the bar above the page, the page. */
export function Shell() {
  const { data: me } = useSuspenseQuery(meQuery);
  const slug = usePlaceSlug();
  const mandate = me.mandates.find(({ organisation }) => organisation.slug === slug) ?? null;
  const appearance = useAppearance(slug);
  const { pathname } = useLocation();
  /** The address at which the menu was opened: going elsewhere closes it. */
  const [menuOpenAt, setMenuOpenAt] = useState<string | null>(null);
  const menuIsOpen = menuOpenAt === pathname;
  const closeMenu = (): void => setMenuOpenAt(null);
  const [paletteIsOpen, palette] = useDisclosure(false);
  const [paletteWasAsked, setPaletteWasAsked] = useState(false);
  const openPalette = (): void => {
    setPaletteWasAsked(true);
    palette.open();
  };
  useHotkeys([['mod+K', openPalette]], []);

  return (
    <div className={classes.house}>
      <SkipLink />
      <div className={classes.tower} data-no-print>
        <Tower me={me} mandate={mandate} appearance={appearance} />
      </div>
      <Drawer
        opened={menuIsOpen}
        onClose={closeMenu}
        size="19rem"
        padding={0}
        withCloseButton={false}
        title="Navigation"
        classNames={{ content: classes.drawer ?? '', header: classes.drawerTitle ?? '' }}
      >
        <Tower me={me} mandate={mandate} appearance={appearance} onClose={closeMenu} />
      </Drawer>
      <div className={classes.main}>
        <TopBar
          me={me}
          mandate={mandate}
          appearance={appearance}
          menuIsOpen={menuIsOpen}
          onMenu={() => setMenuOpenAt(pathname)}
          onSearch={openPalette}
        />
        {me.announcement && (
          <p className={classes.announcement} role="status">
            {me.announcement}
          </p>
        )}
        <p className="print-only">{[appearance.name, mandate?.organisation.name].filter(Boolean).join(' – ')}</p>
        <main id="contenu" tabIndex={-1} className={classes.page}>
          <Outlet />
        </main>
        <SiteFooter />
      </div>
      {paletteWasAsked && (
        <Suspense fallback={null}>
          <Palette opened={paletteIsOpen} onClose={palette.close} me={me} mandate={mandate} />
        </Suspense>
      )}
      <SessionLost personId={me.person.id} />
    </div>
  );
}
