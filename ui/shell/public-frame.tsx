// SPDX-License-Identifier: EUPL-1.2
import { Outlet } from '@tanstack/react-router';
import { BeffroiMark } from '../theme/beffroi-mark.tsx';
import { HouseLink } from './house-link.tsx';
import classes from './public-frame.module.css';
import { SiteFooter } from './site-footer.tsx';
import { SkipLink } from './skip-link.tsx';
import { useAppearance } from './use-appearance.ts';

/** Around the pages that everybody may read. */
export function PublicFrame() {
  const appearance = useAppearance(null);
  return (
    <div className={classes.frame}>
      <SkipLink />
      <header className={classes.header} data-no-print>
        <HouseLink href="/" className={classes.house} aria-label={`${appearance.name}, accueil`}>
          {appearance.logo ? <img src={appearance.logo} alt="" height={32} /> : <BeffroiMark size={30} />}
          <span>{appearance.name}</span>
        </HouseLink>
      </header>
      <main id="contenu" tabIndex={-1} className={classes.page}>
        <Outlet />
      </main>
      <SiteFooter slug={null} />
    </div>
  );
}
