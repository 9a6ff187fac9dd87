// SPDX-License-Identifier: EUPL-1.2
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { meQuery } from '../session/me.ts';
import { SessionLost } from '../session/session-lost.tsx';
import { useMandateHere } from './mandate-here.ts';
import { Banners } from './banners.tsx';
import { usePlaceSlug } from './place.ts';
import classes from './shell.module.css';
import { SiteFooter } from './site-footer.tsx';
import { SkipLink } from './skip-link.tsx';
import { TopBar } from './top-bar.tsx';
import { Tower } from './tower.tsx';
import { useAppearance } from './use-appearance.ts';

// Dialogs come when they are first asked for: they are a fifth of the script that they would add to every visit.
const NarrowTower = lazy(async () => ({ default: (await import('./narrow-tower.tsx')).NarrowTower }));
const SupportBanner = lazy(async () => ({ default: (await import('./support-banner.tsx')).SupportBanner }));
const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));

/** The signed-in house: the tower with its body and its rooms, the bar above the page, the page. */
export function Shell() {
  const { data: me } = useSuspenseQuery(meQuery);
  const slug = usePlaceSlug();
  const { mandate } = useMandateHere();
  const appearance = useAppearance(slug);
  const { pathname } = useLocation();
  /** The address at which the menu was opened: going elsewhere closes it. */
  const [menuOpenAt, setMenuOpenAt] = useState<string | null>(null);
  const menuIsOpen = menuOpenAt === pathname;
  const [menuWasAsked, setMenuWasAsked] = useState(false);
  const closeMenu = (): void => setMenuOpenAt(null);
  const [paletteIsOpen, palette] = useDisclosure(false);
  const [paletteWasAsked, setPaletteWasAsked] = useState(false);
  const openMenu = (): void => {
    setMenuWasAsked(true);
    setMenuOpenAt(pathname);
  };
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
      {menuWasAsked && (
        <Suspense fallback={null}>
          <NarrowTower opened={menuIsOpen} onClose={closeMenu} me={me} mandate={mandate} appearance={appearance} />
        </Suspense>
      )}
      <div className={classes.main}>
        {me.supportedBy && (
          <Suspense fallback={null}>
            <SupportBanner technician={me.supportedBy} person={me.person.name} secondsLeft={me.supportSecondsLeft ?? 0} />
          </Suspense>
        )}
        <TopBar me={me} mandate={mandate} appearance={appearance} menuIsOpen={menuIsOpen} onMenu={openMenu} onSearch={openPalette} />
        <Banners slug={slug} />
        <p className="print-only">{[appearance.name, mandate?.organisation.name].filter(Boolean).join(' – ')}</p>
        <main id="contenu" tabIndex={-1} className={classes.page}>
          <Outlet />
        </main>
        <SiteFooter slug={slug} />
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
