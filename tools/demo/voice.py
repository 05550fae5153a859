"""Speaks the sentences of a lesson with espeak-ng and says how long each takes."""
import subprocess
import wave
from pathlib import Path

PAUSE_S, SCENE_PAUSE_S = 0.35, 0.9


def speak(text, path, voice="fr+f3", words_per_minute=152):
    subprocess.run(["espeak-ng", "-v", voice, "-s", str(words_per_minute), "-p", "42", "-w", str(path), text], check=True)


def speak_all(scenes, folder):
    """Writes folder/voice.wav; answers, for each scene, [(start, end)] of its sentences in seconds of the film, and the
    scene's own (start, end)."""
    sentences, spans, clock = [], [], 0.0
    with wave.open(str(Path(folder) / "voice.wav"), "wb") as out:
        for number, scene in enumerate(scenes):
            begin, times = clock, []
            clock += silence(out, PAUSE_S, sentences)
            for i, text in enumerate(scene["say"]):
                path = Path(folder) / f"say-{number}-{i}.wav"
                speak(text, path)
                with wave.open(str(path), "rb") as one:
                    if not sentences:
                        out.setparams(one.getparams())
                        silence(out, PAUSE_S, [one])
                    out.writeframes(one.readframes(one.getnframes()))
                    length = one.getnframes() / one.getframerate()
                sentences.append(text)
                path.unlink()
                times.append((clock, clock + length))
                clock += length + silence(out, PAUSE_S, sentences)
            clock += silence(out, scene.get("rest", SCENE_PAUSE_S), sentences)
            spans.append({"start": begin, "end": clock, "sentences": times})
    return spans


def silence(out, seconds, spoken):
    """Nothing can be written before the first sentence has said in which format: its own pause is written then."""
    if spoken:
        rate = out.getframerate()
        out.writeframes(bytes(2 * round(seconds * rate)))
    return seconds
