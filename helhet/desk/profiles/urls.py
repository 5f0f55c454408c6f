from django.urls import path

from helhet.desk.profiles import views

urlpatterns = [
    path("profiler/", views.profiles, name="profiles"),
    path("profiler/ny/<slug:base>/", views.new, name="profile-new"),
    path("profiler/<slug:code>/", views.shown, name="profile"),
    path("profiler/<slug:code>/andra/", views.edit, name="profile-edit"),
    path("profiler/<slug:code>/bredvid/<slug:other>/", views.shown, name="profile-beside"),
    path("profiler/<slug:code>/bredvid/<slug:other>/skillnader/", views.shown, {"only": "ja"},
         name="profile-differing"),
]
