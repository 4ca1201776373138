import type { Edge } from './values.js';

export interface Socket {
  send(text: string): void;
  close(): void;
}

/** What a socket tells; nothing after `close`, nor after it was closed from here. */
export interface SocketListener {
  open(): void;
  text(text: string): void;
  close(code: number): void;
}

/** A way to the edge. */
export interface Transport {
  readonly name: string;
  open(edge: Edge, listener: SocketListener): Socket;
}

export const webSocket: Transport = {
  name: 'websocket',
  open: (edge, listener) => connect(new WebSocket(edge.websocket), listener),
};

type Emulated = Pick<WebSocket, 'send' | 'close' | 'onopen' | 'onmessage' | 'onclose' | 'readyState'>;

/** The stock client of SockJS. */
export type SockJsConstructor = new (url: string, reserved: null, options: { transports: string[] }) => Emulated;

/** SockJS, where WebSockets do not get through. The script is loaded when it is first needed. */
export function sockJs(load: (edge: Edge) => Promise<SockJsConstructor>): Transport {
  return {
    name: 'sockjs',
    open(edge, listener) {
      let socket: Socket | undefined;
      let wanted = true;
      load(edge).then(
        SockJs => {
          if (wanted) {
            const transports = ['xhr-streaming', 'xhr-polling'];
            socket = connect(new SockJs(edge.sockjs, null, { transports }), listener);
          }
        },
        () => wanted && listener.close(1006));
      return {
        send: text => socket?.send(text),
        close: () => {
          wanted = false;
          socket?.close();
        },
      };
    },
  };
}

function connect(socket: Emulated, listener: SocketListener): Socket {
  socket.onopen = () => listener.open();
  socket.onmessage = (event: MessageEvent) => listener.text(String(event.data));
  socket.onclose = (event: CloseEvent) => listener.close(event.code);
  return {
    send: text => {
      if (socket.readyState === 1) {
        socket.send(text);
      }
    },
    close: () => {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    },
  };
}

/** Loads the script that the edge serves; it names itself on the window. */
export function sockJsOfEdge(edge: Edge): Promise<SockJsConstructor> {
  const holder = window as unknown as { SockJS?: SockJsConstructor };
  return new Promise((resolve, reject) => {
    if (holder.SockJS) {
      resolve(holder.SockJS);
      return;
    }
    const script = document.createElement('script');
    script.src = `${edge.url}/sockjs.min.js`;
    script.onload = () => holder.SockJS ? resolve(holder.SockJS) : reject(new Error('this is no SockJS'));
    script.onerror = () => {
      script.remove();
      reject(new Error('SockJS did not load'));
    };
    document.head.append(script);
  });
}
