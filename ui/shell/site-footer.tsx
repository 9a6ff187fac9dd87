// SPDX-License-Identifier: EUPL-1.2
import { HouseLink } from './house-link.tsx';
import classes from './site-footer.module.css';

const LINKS = [
  ['/accessibilite', 'Accessibilité : audit non réalisé'],
  ['/mentions-legales', 'Mentions légales'],
  ['/donnees-personnelles', 'Données personnelles'],
] as const;

/** What the law wants on every page. */
export function SiteFooter() {
  return (
    <footer className={classes.footer} data-no-print>
      <ul>
        {LINKS.map(([href, label]) => (
          <li key={href}>
            <HouseLink href={href}>{label}</HouseLink>
          </li>
        ))}
      </ul>
    </footer>
  );
}
