// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem.ts';
import { askJson } from '../session/me.ts';
import classes from './site-footer.module.css';

type NoticeLink = { label: string; href: string };

const SITE_LINKS: readonly NoticeLink[] = [
  { label: 'Accessibilité', href: '/accessibilite' },
  { label: 'Mentions légales', href: '/mentions-legales' },
  { label: 'Données personnelles', href: '/donnees-personnelles' },
];

/** What the law wants on every page: those of the operator that serves this body. The server renders them: plain links. */
export function SiteFooter({ slug }: { slug: string | null }) {
  const { data = SITE_LINKS } = useQuery({ queryKey: ['legal-links', slug], queryFn: () => askLinks(slug), staleTime: 3_600_000 });
  return (
    <footer className={classes.footer} data-no-print>
      <ul>
        {data.map(({ label, href }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </footer>
  );
}

/** A house that answers none still owes the pages. */
async function askLinks(slug: string | null): Promise<readonly NoticeLink[]> {
  try {
    const address = slug === null ? '/api/legal/links' : `/api/o/${encodeURIComponent(slug)}/legal/links`;
    return (await askJson<{ links: NoticeLink[] }>('GET', address, {})).links;
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status < 500) return SITE_LINKS;
    throw error;
  }
}
