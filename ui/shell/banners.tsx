// SPDX-License-Identifier: EUPL-1.2
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { dayOf, instant, today } from '../format/day.ts';
import { Banner } from '../parts/banner.tsx';
import { tellRefusal } from '../parts/tell.ts';
import { askJson } from '../session/me.ts';
import { HouseLink } from './house-link.tsx';

// As `useEndpoint` keeps the answer of the contract that the shell does not hold: the home page and these banners share it.
export const BANNERS = ['person', 'GET /banners', {}] as const;

type Announced = {
  id: string;
  severity: 'info' | 'maintenance' | 'incident';
  title: string;
  says: string;
  from: string;
  until: string | null;
  endedAt: string | null;
  updates: readonly { says: string; at: string }[];
  bodies: readonly { slug: string; name: string }[];
  isDismissed: boolean;
};

const KINDS = { info: 'Information', maintenance: 'Maintenance', incident: 'Incident' } as const;
const TONES = { info: 'info', maintenance: 'warning', incident: 'danger' } as const;

/** What is announced where one stands: every incident, one thing more, and the way to the rest. Absent where no room announces anything. */
export function Banners({ slug }: { slug: string | null }) {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: BANNERS,
    queryFn: ({ signal }) => askJson<{ rows: readonly Announced[] }>('GET', '/api/me/banners', { signal }),
    staleTime: 60_000,
  });
  const dismiss = useMutation({
    mutationFn: (id: string) => askJson('POST', `/api/me/banners/${id}/dismissal`, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: BANNERS }),
    onError: tellRefusal,
  });
  const current = (data?.rows ?? []).filter((one) => one.endedAt === null && !one.isDismissed && concerns(one, slug));
  const incidents = current.filter(({ severity }) => severity === 'incident');
  const others = current.filter(({ severity }) => severity !== 'incident');
  const shown = [...incidents, ...others.slice(0, 1)];
  const more = others.length - 1;
  return (
    <div aria-live="polite" data-no-print>
      {shown.map((one, index) => (
        <Banner
          key={one.id}
          tone={TONES[one.severity]}
          kind={KINDS[one.severity]}
          title={one.title}
          when={one.severity === 'info' ? undefined : whenOf(one)}
          more={index === shown.length - 1 && more > 0 && <Others slug={slug} count={more} />}
          onDismiss={one.severity === 'incident' ? undefined : () => dismiss.mutate(one.id)}
        >
          <Details announced={one} isElsewhere={slug === null} />
        </Banner>
      ))}
    </div>
  );
}

function Others({ slug, count }: { slug: string | null; count: number }) {
  return (
    <HouseLink href={slug === null ? '/#annonces' : `/o/${slug}#annonces`}>
      {count === 1 ? 'Une autre annonce' : `${count} autres annonces`}
    </HouseLink>
  );
}

function Details({ announced, isElsewhere }: { announced: Announced; isElsewhere: boolean }) {
  const { says, updates, bodies } = announced;
  if (!says && updates.length === 0) return null;
  return (
    <>
      {isElsewhere && bodies.length > 0 && <p>{bodies.map(({ name }) => name).join(', ')}</p>}
      {says && <p>{says}</p>}
      {updates.length > 0 && (
        <ul>
          {updates.map((update) => (
            <li key={update.at}>
              {instant(update.at)} : {update.says}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function concerns({ bodies }: Announced, slug: string | null): boolean {
  return slug === null || bodies.some((body) => body.slug === slug);
}

function whenOf({ from, until }: Announced): string {
  if (until === null) return dayOf(from) === today() ? `depuis ${instant(from).slice(-5)}` : `depuis le ${instant(from)}`;
  return `jusqu’au ${instant(until)}`;
}
