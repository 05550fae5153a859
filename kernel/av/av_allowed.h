/* What films may be made of: the lists given to libav. Everything else that the library was built with is out of reach.
 * Internal to kernel/av. */
#ifndef KERNEL_AV_AV_ALLOWED_H
#define KERNEL_AV_AV_ALLOWED_H

/* Names of demultiplexers. */
#define AV_ALLOWED_CONTAINERS "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,ogg"

/* Names of decoders: what cameras, phones, screen recorders and editors write. */
#define AV_ALLOWED_VIDEO                                                                                    \
    "h264,hevc,libdav1d,av1,vp8,vp9,mpeg4,msmpeg4,msmpeg4v2,h263,mpeg1video,mpeg2video,mjpeg,prores,dnxhd," \
    "theora,dvvideo,ffv1,huffyuv,rawvideo,qtrle,png,vc1,wmv1,wmv2,wmv3"
#define AV_ALLOWED_AUDIO                                                                                           \
    "aac,mp3,mp3float,mp2,mp2float,ac3,eac3,opus,libopus,vorbis,flac,alac,amrnb,amrwb,pcm_u8,pcm_s16le,pcm_s16be," \
    "pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_mulaw,pcm_alaw,pcm_dvd,pcm_bluray,"           \
    "adpcm_ms,adpcm_ima_wav,adpcm_ima_qt"
#define AV_ALLOWED_DECODERS AV_ALLOWED_VIDEO "," AV_ALLOWED_AUDIO

#endif
