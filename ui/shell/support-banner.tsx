// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { tellRefusal } from '../parts/tell.ts';
import { askJson } from '../session/me.ts';
import classes from './support-banner.module.css';

/** Above every screen while a technician acts in somebody's name: who, for whom, how long still, and the way out. */
export function SupportBanner({ technician, person, until }: { technician: string; person: string; until: string }) {
  const [isBusy, setIsBusy] = useState(false);
  const minutes = useMinutesLeft(until);
  const leave = async (): Promise<void> => {
    setIsBusy(true);
    try {
      await askJson('POST', '/api/support/end', {});
      // Nothing of the person's may stay in memory.
      window.location.assign('/');
    } catch (error) {
      setIsBusy(false);
      tellRefusal(error);
    }
  };
  return (
    <aside className={classes.banner} aria-label="Assistance en cours" data-no-print>
      <IconLifebuoy size={22} aria-hidden />
      <p>
        <strong>{technician}</strong> agit au nom de <strong>{person}</strong>. <span className={classes.left}>{inWords(minutes)}</span>
      </p>
      <Button size="sm" variant="white" color="dark" loading={isBusy} onClick={() => void leave()}>
        Terminer
      </Button>
    </aside>
  );
}

function useMinutesLeft(until: string): number {
  const left = (): number => Math.ceil((new Date(until).getTime() - Date.now()) / 60_000);
  const [minutes, setMinutes] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => {
      setMinutes(left());
      // The session has ended by itself: the page then says so.
      if (left() <= 0) window.location.reload();
    }, 15_000);
    return () => clearInterval(timer);
  });
  return minutes;
}

function inWords(minutes: number): string {
  if (minutes <= 0) return 'Le temps est écoulé.';
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return minutes === 1 ? 'Il reste une minute.' : `Il reste ${minutes} minutes.`;
  return `Il reste ${hours} h ${String(rest).padStart(2, '0')}.`;
}
