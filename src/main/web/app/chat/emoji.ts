const split = (emoji: string) => emoji.split(' ');

/** A choice of emoji that all systems of today draw, by what they are about. */
export const EMOJI = {
  faces: split(
    '😀 😃 😄 😁 😆 😅 🤣 😂 🙂 🙃 😉 😊 😇 🥰 😍 🤩 😘 😋 😛 😜 🤪 🤗 🤭 🤫 🤔 🤨 😐 😶 😏 😒 🙄 😬 😌 😔 😪 😴 😷 🤒 🤢 🤧 🥵 🥶 😵 🤯 🥳 😎 🤓 😕 😟 🙁 😮 😯 😲 😳 🥺 😨 😰 😥 😢 😭 😱 😞 😩 😤 😡 🤬 😈 💀 👻 👽 🤖'),
  hands: split(
    '👍 👎 👌 ✌️ 🤞 🤟 🤘 🤙 👈 👉 👆 👇 ☝️ 👋 🤚 ✋ 🖖 👏 🙌 🤝 🙏 ✍️ 💪 👀 🧠 👶 👦 👧 👨 👩 👴 👵 🙋 🤷 🤦 🙇 🏃 💃 🕺'),
  hearts: split('❤️ 🧡 💛 💚 💙 💜 🖤 🤍 💔 ❣️ 💕 💞 💓 💗 💖 💘 💝 💯 💢 💥 💫 💦 💤 ✨ ⭐ 🌟 🔥 🎉 🎊 🎁 🎂 🏆'),
  nature: split('🐶 🐱 🐭 🐰 🦊 🐻 🐼 🐨 🐯 🦁 🐮 🐷 🐸 🐵 🐔 🐧 🐦 🦆 🦉 🐝 🦋 🐢 🐍 🐙 🐳 🌵 🎄 🌲 🌴 🍀 🌸 🌹 🌻 🌞 🌙 ⚡ ❄️ 🌈 ☔ 🌊'),
  food: split('🍎 🍐 🍊 🍋 🍌 🍉 🍇 🍓 🍒 🍑 🥝 🍅 🥑 🥕 🌽 🍞 🧀 🍳 🍔 🍟 🍕 🌭 🌮 🍜 🍣 🍚 🍦 🍩 🍪 🍫 ☕ 🍵 🍺 🍷 🥂'),
  things: split('⚽ 🏀 🎾 🏐 🎮 🎲 🎵 🎸 🎬 📷 📱 💻 ⌚ 💡 📚 ✏️ 📌 📎 ✂️ 🔑 🔒 🔔 💰 ✉️ 📦 🚗 🚌 🚲 ✈️ 🚀 🏠 🏖️ ⏰ ✅ ❌ ❓ ❗ ⚠️'),
};

export type EmojiGroup = keyof typeof EMOJI;
