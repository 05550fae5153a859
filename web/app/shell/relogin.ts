// When the session ends in the middle of work: requests wait, one dialog asks for the password, then they go on.
import { useEffect, useState } from 'react';
import { onSessionEnd } from '../../api/transport.ts';

export type Answer = { onAnswer: (signedIn: boolean) => void };

export function useRelogin(): Answer | null {
  const [asked, setAsked] = useState<Answer | null>(null);
  useEffect(() => {
    let waiting: Promise<boolean> | null = null;
    onSessionEnd(() => {
      waiting ??= new Promise<boolean>((resolve) => {
        setAsked({
          onAnswer: (signedIn) => {
            waiting = null;
            setAsked(null);
            resolve(signedIn);
          },
        });
      });
      return waiting;
    });
    return () => onSessionEnd(null);
  }, []);
  return asked;
}
