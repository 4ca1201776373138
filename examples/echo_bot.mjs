// An echo bot for Node 22, over the event-bus bridge of the edge: node echo-bot.js http://localhost:8080 echo password
const [api, username, password] = process.argv.slice(2);
let device, cursor;

async function logIn() {
  const body = JSON.stringify({ username, password, ...device && { deviceId: device } });
  const answer = await fetch(`${api}/api/v1/sessions`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`${answer.status} ${(await answer.json()).detail}`);
  return answer.json();
}

/** Goes on until the connection ends, which it does with the access token at the latest. */
function echo({ user, accessToken, edge }) {
  const socket = new WebSocket(`${edge.url.replace(/^http/, 'ws')}/eventbus/websocket`);
  const say = (type, fields) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify({ type, ...fields }));
  const headers = { Authorization: `Bearer ${accessToken}` };
  const pings = setInterval(() => say('ping'), 20_000);
  socket.onopen = () => say('register', { address: `user.${user.id}`, headers: { ...headers, ...cursor && { cursor } } });
  socket.onmessage = ({ data }) => {
    const { type, body: said } = JSON.parse(data);
    if (type === 'rec' && said.type === 'synced') {
      cursor = said.cursor;
      console.log(`listening as ${user.id}`);
    } else if (type === 'rec' && said.type === 'message' && said.kind === 'text' && said.from !== user.id) {
      // the same ref for the same message: however often it comes, it is echoed once
      const body = { ref: `echo-${said.id}`, to: { conversation: said.conversation }, text: `echo: ${said.text}` };
      say('send', { address: 'chat.send', headers, replyAddress: 'sent', body });
      say('send', { address: 'chat.received', headers, body: { ids: [said.id] } });
    }
  };
  return new Promise(resolve => socket.onclose = () => resolve(clearInterval(pings)));
}

for (;;) {
  try {
    const session = await logIn();
    device = session.deviceId;
    await echo(session);
  } catch (problem) {
    console.log(String(problem));
  }
  await new Promise(resolve => setTimeout(resolve, 1_000));
}
