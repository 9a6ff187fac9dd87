// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { tellRefusal } from '../parts/tell.ts';
import { askJson } from '../session/me.ts';
import classes from './support-banner.module.css';

/** Above every screen while a technician acts in somebody's name: who, for whom, how long still, and the way out. */
export function SupportBanner({ technician, person, secondsLeft }: { technician: string; person: string; secondsLeft: number }) {
  const [isBusy, setIsBusy] = useState(false);
  const minutes = useMinutesLeft(secondsLeft);
  const isOver = minutes <= 0;
  useEffect(() => {
    if (isOver) void endSupport().catch(tellRefusal);
  }, [isOver]);
  const leave = (): void => {
    setIsBusy(true);
    endSupport().catch((error: unknown) => {
      setIsBusy(false);
      tellRefusal(error);
    });
  };
  return (
    <aside className={classes.banner} aria-label="Assistance en cours" data-no-print>
      <IconLifebuoy size={22} aria-hidden />
      <p>
        <strong>{technician}</strong> agit au nom de <strong>{person}</strong>. <span className={classes.left}>{inWords(minutes)}</span>
      </p>
      <Button size="sm" variant="white" color="dark" loading={isBusy} onClick={leave}>
        Terminer
      </Button>
    </aside>
  );
}

/** Gives the technician their own session back. Nothing of the person's may stay in memory: the page begins anew. */
async function endSupport(): Promise<void> {
  await askJson('POST', '/api/support/end', {});
  window.location.assign('/');
}

/** Counted from what the server said, for a device's own clock may be wrong. */
function useMinutesLeft(secondsLeft: number): number {
  const [passed, setPassed] = useState({ of: secondsLeft, seconds: 0 });
  useEffect(() => {
    const begun = performance.now();
    const timer = setInterval(() => setPassed({ of: secondsLeft, seconds: (performance.now() - begun) / 1_000 }), 5_000);
    return () => clearInterval(timer);
  }, [secondsLeft]);
  return Math.ceil((secondsLeft - (passed.of === secondsLeft ? passed.seconds : 0)) / 60);
}

function inWords(minutes: number): string {
  if (minutes <= 0) return 'Le temps est écoulé.';
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return minutes === 1 ? 'Il reste une minute.' : `Il reste ${minutes} minutes.`;
  return `Il reste ${hours} h ${String(rest).padStart(2, '0')}.`;
}
