// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ApiProblem } from '../api/problem.ts';
import { askJson } from '../session/me.ts';
import { type Appearance, houseAppearance } from '#platform/appearance/appearance.ts';
import { wearAppearance } from '../theme/wear-appearance.ts';

/** The look of the operator that serves this body, or of the site when there is none; painted as soon as it is known. */
export function useAppearance(slug: string | null): Appearance {
  const { data = houseAppearance } = useQuery({
    queryKey: ['appearance', slug],
    queryFn: () => askAppearance(slug),
    staleTime: 3_600_000,
    placeholderData: (previous) => previous,
  });
  useEffect(() => wearAppearance(data), [data]);
  return data;
}

/** An operator that set none wears the house's. */
async function askAppearance(slug: string | null): Promise<Appearance> {
  try {
    return await askJson<Appearance>('GET', slug ? `/api/o/${encodeURIComponent(slug)}/appearance` : '/api/appearance', {});
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status < 500) return houseAppearance;
    throw error;
  }
}
