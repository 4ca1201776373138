import { useEffect, useState } from 'preact/hooks';
import { SignIn } from './session/sign-in.js';
import { useClient, useTexts } from './state/app.js';
import { Messenger } from './messenger.js';

/** Who is not signed in sees the form; the address stays, so that a login leads back to where one was. */
export function Root() {
  const client = useClient();
  const texts = useTexts();
  const [reason, setReason] = useState<string>();
  const [user, setUser] = useState(client.workspace?.me.id);
  useEffect(() => client.events.on('session', ({ reason: why }) => {
    setReason(why);
    setUser(client.workspace?.me.id);
  }), [client]);
  if (user === undefined) {
    const said = reason === 'revoked' ? texts.session.revoked : reason && texts.session.ended;
    return <SignIn reason={said} />;
  }
  return <Messenger key={user} />;
}
