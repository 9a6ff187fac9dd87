// SPDX-License-Identifier: EUPL-1.2
import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { type SubmitEvent } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { meQuery } from '#ui/session/me.ts';
import { bodiesMatching, kindLabel } from '#ui/shell/bodies.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { searchEverything } from '#rooms/people/contract.ts';
import classes from './home.module.css';

type Hit = { title: string; detail: string; href: string };

/** All that one may see under some words, source by source; the address holds the words. */
export function Page() {
  const { query, setQuery } = useAddress();
  const { data: me } = useSuspenseQuery(meQuery);
  const words = (query.q ?? '').trim();
  const isAsked = words.length >= 2;
  const { data, error, isFetching, refetch } = useEndpoint(searchEverything, { q: words }, { enabled: isAsked });
  const bodies = isAsked ? bodiesMatching(me.mandates, words).map(({ organisation }) => bodyHit(organisation)) : [];
  const groups = groupsOf([...bodies, ...(isAsked ? (data?.hits ?? []) : [])]);
  const found = groups.reduce((sum, { hits }) => sum + hits.length, 0);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setQuery({ q: String(new FormData(event.currentTarget).get('q')) });
  };
  return (
    <>
      <PageHeader title="Recherche" lead="Dans tout ce que vous pouvez voir, pour toutes vos collectivités." />
      <form role="search" onSubmit={submit} className={classes.search}>
        <TextInput
          key={words}
          name="q"
          type="search"
          label="Mots à chercher"
          defaultValue={words}
          maxLength={100}
          leftSection={<IconSearch size={18} aria-hidden />}
        />
        <Button type="submit">Rechercher</Button>
      </form>
      <p className="quiet" role="status">
        {isAsked && data && !isFetching && count('résultat', 'résultats', found)}
      </p>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {isAsked && !data && !error && <Lines count={6} />}
      {isAsked && data && found === 0 && (
        <EmptyState title={`Rien ne correspond à « ${words} »`}>
          Essayez un nom de commune, un numéro de devis, un SIREN, ou moins de mots. Les accents et les fautes de frappe sont pardonnés.
        </EmptyState>
      )}
      {groups.map(({ source, hits }) => (
        <section key={source} className={classes.section} aria-label={source}>
          <h2>{source}</h2>
          <ul className={classes.lines}>
            {hits.map((hit, index) => (
              <li key={`${hit.href} ${index}`}>
                <HouseLink href={hit.href}>{hit.title}</HouseLink>
                <small>{hit.detail}</small>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function bodyHit({ slug, name, kind }: { slug: string; name: string; kind: string }) {
  return { source: 'Vos collectivités', title: name, detail: kindLabel(kind), href: `/o/${slug}` };
}

function groupsOf(hits: readonly (Hit & { source: string })[]): { source: string; hits: Hit[] }[] {
  const groups = new Map<string, Hit[]>();
  for (const { source, ...hit } of hits) groups.set(source, [...(groups.get(source) ?? []), hit]);
  return [...groups].map(([source, those]) => ({ source, hits: those }));
}
