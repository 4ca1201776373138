// The two ways to the edge: a WebSocket, and SockJS where WebSockets do not get through. Both have the same events.

/** Opens a socket. `events` has `open`, `text(text)` and `close(code)`; the answer has `send(text)` and `close()`. */
export function openSocket(edge, useSockJs, events) {
  return useSockJs ? openSockJs(edge, events) : openWebSocket(edge, events);
}

function openWebSocket(edge, events) {
  return listen(new WebSocket(edge.websocket), events);
}

function openSockJs(edge, events) {
  let socket = null;
  let wanted = true;
  loadSockJs(edge).then(
    SockJs => {
      if (wanted) {
        socket = listen(new SockJs(edge.sockjs, null, { transports: ['xhr-streaming', 'xhr-polling'] }), events);
      }
    },
    () => events.close(1006));
  return {
    send: text => socket?.send(text),
    close: () => { wanted = false; socket?.close(); },
  };
}

function listen(socket, events) {
  socket.onopen = () => events.open();
  socket.onmessage = event => events.text(event.data);
  socket.onclose = event => events.close(event.code);
  return {
    send: text => socket.send(text),
    close: () => {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    },
  };
}

let sockJs = null;

function loadSockJs(edge) {
  sockJs ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `${edge.url}/sockjs.min.js`;
    script.onload = () => resolve(window.SockJS);
    script.onerror = () => { sockJs = null; reject(new Error('SockJS did not load')); };
    document.head.append(script);
  });
  return sockJs;
}
