// The peer's page: the playlist named in the query, played by hls.js as its own documentation starts it.
const video = document.querySelector('video');
const hls = new window.Hls();
hls.loadSource(location.search.slice(1));
hls.attachMedia(video);
hls.on(window.Hls.Events.MANIFEST_PARSED, () => void video.play());
